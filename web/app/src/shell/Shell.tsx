// The frame of every page: the name of the house, the ways through it, the language.
import { LANGUAGES, choose, language, say, type Language } from "../language/language.ts";
import { change, href, path, query } from "./router.ts";
import { pageOf } from "../pages/index.ts";
import { HouseMark } from "./HouseMark.tsx";

const WAYS = [
  { name: "check", to: "/" },
  { name: "plan", to: "/plan" },
  { name: "search", to: "/search" },
  { name: "whom", to: "/who-recognises-whom" },
  { name: "log", to: "/log" },
  { name: "data", to: "/data" },
] as const;

export function Header() {
  const under = pageOf(path.value)?.page.under;
  return (
    <>
      <a class="skip" href="#content">
        {say("web.shell.skip")}
      </a>
      <div class="bar">
        <a class="mark-of-house" href={href("/")}>
          <HouseMark />
          Concordat
        </a>
        <LanguageChoice />
      </div>
      <nav aria-label={say("web.shell.navigation")}>
        <ul class="ways">
          {WAYS.map((way) => (
            <li key={way.name}>
              <a href={href(way.to)} aria-current={way.name === under ? "page" : undefined}>
                {say(`web.way.${way.name}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

function LanguageChoice() {
  const change_to = (wanted: Language) => {
    void choose(wanted).then(() => {
      if (query.value.has("lang")) change({ lang: wanted });
    });
  };
  return (
    <label class="language">
      <span class="hidden">{say("web.shell.language")}</span>
      <select
        value={language.value}
        onChange={(event) => change_to(event.currentTarget.value as Language)}
      >
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
