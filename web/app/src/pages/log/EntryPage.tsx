// One entry of the log: what it states, who signed it, and the proof that the log holds it.
import { useLoaded } from "../../api/loaded.ts";
import { segment } from "../../api/client.ts";
import { say } from "../../language/language.ts";
import { Sentence } from "../../language/Sentence.tsx";
import { withTexts } from "../../language/withTexts.tsx";
import type { PageProps } from "../index.ts";
import { Facts } from "../../parts/Facts.tsx";
import { Print, Share } from "../../parts/Share.tsx";
import { Shown } from "../../parts/states.tsx";
import { CivilDate, Identifier, Instant } from "../../parts/text.tsx";
import { Title } from "../../parts/Title.tsx";
import { href } from "../../shell/router.ts";
import { Body } from "./Body.tsx";
import { entryOf, headerOf, type Entry } from "./load.ts";
import { ProofCard } from "./ProofCard.tsx";
import { TEXTS } from "./texts.ts";
import { typeName } from "./types.ts";
import "./log.css";

function EntryPage({ rest }: PageProps) {
  const index = Number(rest);
  const [loaded, again] = useLoaded((signal) => entryOf(index, signal), [index]);
  const title = say("web.log.entry", { index: rest });
  return (
    <>
      <Title name={title} />
      <Shown loaded={loaded} again={again}>
        {(entry) => (
          <>
            <States entry={entry} />
            <Envelope entry={entry} />
            <ProofCard index={index} />
            <div class="row screen">
              <Share title={title} />
              <Print />
            </div>
          </>
        )}
      </Shown>
      <nav class="row" aria-label={say("web.log.pages")}>
        {index > 0 && <a href={href(`/log/entries/${index - 1}`)}>{say("web.log.previous")}</a>}
        {loaded.state === "ready" && (
          <a href={href(`/log/entries/${index + 1}`)}>{say("web.log.next")}</a>
        )}
        <a href={href("/log")}>{say("web.log.all")}</a>
      </nav>
    </>
  );
}

function States({ entry }: { entry: Entry }) {
  const { statement } = entry;
  return (
    <>
      <p class="lede">
        <Sentence
          code="web.log.states"
          author={<Author name={statement.author} />}
          type={<strong>{typeName(statement.type)}</strong>}
        />
      </p>
      {statement.body !== undefined && (
        <section>
          <h2>{say("web.log.says")}</h2>
          <Body value={statement.body} />
          <details>
            <summary>{say("web.log.json")}</summary>
            <pre class="octets" dir="ltr" tabIndex={0}>
              {JSON.stringify(statement, null, 2)}
            </pre>
          </details>
        </section>
      )}
    </>
  );
}

function Author({ name }: { name: string }) {
  return (
    <a href={href(`/organisations/${segment(name)}`)}>
      <Identifier>{name}</Identifier>
    </a>
  );
}

function Envelope({ entry }: { entry: Entry }) {
  const { statement } = entry;
  const { from, until } = statement.effective ?? {};
  const { basis } = statement;
  const key = entry.signed === undefined ? undefined : headerOf(entry.signed)?.["kid"];
  return (
    <section>
      <h2>{say("web.log.envelope")}</h2>
      <Facts
        facts={[
          [say("web.log.recorded"), <Instant at={entry.recorded} />],
          [say("web.log.author"), <Author name={statement.author} />],
          typeof key === "string" && [say("web.log.signed-by"), <Identifier code>{key}</Identifier>],
          [say("web.log.type"), typeName(statement.type)],
          [say("web.log.id"), <Identifier code>{statement.id}</Identifier>],
          from !== undefined && [say("web.log.effective-from"), <CivilDate date={from} />],
          until !== undefined && [say("web.log.effective-until"), <CivilDate date={until} />],
          basis !== undefined && [say("web.log.basis"), <Basis basis={basis} />],
          [say("web.log.digest"), <Identifier code>{entry.digest}</Identifier>],
        ]}
      />
      {entry.signed !== undefined && (
        <details>
          <summary>{say("web.log.signed")}</summary>
          <pre class="octets wrapped" dir="ltr" tabIndex={0}>
            {entry.signed}
          </pre>
        </details>
      )}
    </section>
  );
}

function Basis({ basis }: { basis: NonNullable<Entry["statement"]["basis"]> }) {
  if (basis.kind !== "transcribed") return <>{say("web.log.own")}</>;
  return (
    <>
      {say("web.log.transcribed")}{" "}
      {[basis.source, basis.address, basis.row]
        .filter((part) => part !== undefined)
        .map((part, at) => (
          <>
            {at > 0 && " · "}
            <Identifier>{part}</Identifier>
          </>
        ))}
      {basis.read !== undefined && (
        <>
          {" ("}
          <CivilDate date={basis.read} style="medium" />)
        </>
      )}
    </>
  );
}

export default withTexts(TEXTS, EntryPage);
