// What this is, and everything that is explained.
import { say } from "../../language/language.ts";
import { withTexts } from "../../language/withTexts.tsx";
import { Title } from "../../parts/Title.tsx";
import { Cards } from "./Cards.tsx";
import { TEXTS } from "./texts.ts";
import { DO, UNDERSTAND } from "./topics.ts";
import "./guidance.css";

const PARAGRAPHS = ["p1", "p2", "p3", "p4"] as const;

function AboutPage() {
  return (
    <>
      <Title name={say("web.about.title")} />
      <p class="lede">{say("web.about.lede")}</p>
      {PARAGRAPHS.map((paragraph) => (
        <p key={paragraph}>{say(`web.about.${paragraph}`)}</p>
      ))}
      <Cards title={say("web.guidance.understand")} topics={UNDERSTAND} />
      <Cards title={say("web.guidance.do")} topics={DO} />
    </>
  );
}

export default withTexts(TEXTS, AboutPage);
