// Everything in the registry to take away, and every question that it answers.
import { say } from "../../language/language.ts";
import { withTexts } from "../../language/withTexts.tsx";
import { Identifier } from "../../parts/text.tsx";
import { Title } from "../../parts/Title.tsx";
import { Downloads } from "./Downloads.tsx";
import { Reference } from "./Reference.tsx";
import "./data.css";

function DataPage() {
  return (
    <>
      <Title name={say("web.data.title")} />
      <p class="lede">{say("web.data.about")}</p>
      <Downloads />
      <Feeds />
      <Reference />
    </>
  );
}

const FEEDS = [
  { name: "changes", address: "/v1/changes" },
  { name: "checkpoint", address: "/log/checkpoint" },
  { name: "catalogue", address: "/v1/catalogue" },
  { name: "vocabulary", address: "/vocabulary" },
  { name: "did", address: "/log/did.json" },
] as const;

function Feeds() {
  return (
    <section>
      <h2>{say("web.data.feeds")}</h2>
      <dl>
        {FEEDS.map((feed) => (
          <>
            <dt>
              <a href={feed.address}>
                <Identifier>{feed.address}</Identifier>
              </a>
            </dt>
            <dd>{say(`web.data.feed.${feed.name}`)}</dd>
          </>
        ))}
      </dl>
      <p class="small">{say("web.data.live")}</p>
      <pre class="answer" dir="ltr" tabIndex={0} aria-label="curl">
        {`curl -N -H 'Accept: text/event-stream' '${location.origin}/v1/changes'`}
      </pre>
    </section>
  );
}

export default withTexts(
  {
    ar: () => import("virtual:texts/data/ar"),
    en: () => import("virtual:texts/data/en"),
    es: () => import("virtual:texts/data/es"),
    fr: () => import("virtual:texts/data/fr"),
    ru: () => import("virtual:texts/data/ru"),
    zh: () => import("virtual:texts/data/zh"),
  },
  DataPage,
);
