// Starts the application on the page that the server wrote.
import { render } from "preact";
import { speak, wantedLanguage } from "./language/language.ts";
import { pageOf } from "./pages/index.ts";
import { follow, path } from "./shell/router.ts";
import { Footer } from "./shell/Footer.tsx";
import { Header } from "./shell/Shell.tsx";
import { Main } from "./shell/Main.tsx";
import "./style/index.css";

function takeOver(name: "header" | "main" | "footer"): HTMLElement {
  const element = document.querySelector<HTMLElement>(`body > ${name}`);
  const made = element ?? document.body.appendChild(document.createElement(name));
  made.replaceChildren();
  return made;
}

// Style sheets that the server wrote into what is taken over have to outlive it.
function keepStyles(): void {
  document.head.append(...document.body.querySelectorAll('link[rel="stylesheet"]'));
}

async function start(): Promise<void> {
  await speak(wantedLanguage());
  follow((to) => pageOf(to) !== null);
  keepStyles();
  render(<Header />, takeOver("header"));
  document.querySelector("body > main")?.setAttribute("id", "content");
  document.querySelector("body > main")?.setAttribute("tabindex", "-1");
  render(<Footer />, takeOver("footer"));
  if (pageOf(path.value) !== null) render(<Main />, takeOver("main"));
}

void start();
