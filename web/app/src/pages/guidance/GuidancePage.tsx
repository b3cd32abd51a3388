// One thing explained in plain words.
import { say } from "../../language/language.ts";
import { withTexts } from "../../language/withTexts.tsx";
import type { PageProps } from "../index.ts";
import { Empty } from "../../parts/states.tsx";
import { Print, Share } from "../../parts/Share.tsx";
import { Title } from "../../parts/Title.tsx";
import { href } from "../../shell/router.ts";
import { Picture } from "./pictures.tsx";
import { TEXTS } from "./texts.ts";
import { paragraphsOf, TOPICS } from "./topics.ts";
import "./guidance.css";

function GuidancePage({ rest }: PageProps) {
  const place = TOPICS.findIndex((topic) => topic.name === rest);
  const topic = TOPICS[place];
  if (topic === undefined) {
    return (
      <>
        <Title name={say("web.shell.guidance")} />
        <Empty>{say("web.guidance.none")}</Empty>
        <All />
      </>
    );
  }
  const next = TOPICS[(place + 1) % TOPICS.length] ?? topic;
  const title = say(`web.guidance.${rest}.title`);
  return (
    <article class="guidance">
      <Title name={title} />
      <div class="opening">
        <p class="lede">{say(`web.guidance.${rest}.lede`)}</p>
        <Picture topic={rest} />
      </div>
      {paragraphsOf(rest).map((code) => (
        <p key={code}>{say(code)}</p>
      ))}
      <p class="row screen">
        <a class="button" href={href(topic.here)}>
          {say("web.guidance.here")}
        </a>
        <Share title={title} />
        <Print />
      </p>
      <div class="onward">
        <p>
          {say("web.guidance.next")}{" "}
          <a href={href(`/guidance/${next.name}`)}>{say(`web.guidance.${next.name}.title`)}</a>
        </p>
        <All />
      </div>
    </article>
  );
}

function All() {
  return (
    <p>
      <a href={href("/about")}>{say("web.guidance.all")}</a>
    </p>
  );
}

export default withTexts(TEXTS, GuidancePage);
