// What a finding rests on: entries of the log, each with who said what there, and when. The words
// of an entry come when the leg is opened.
import { useLoaded } from "../api/loaded.ts";
import { get } from "../api/client.ts";
import type { Arguments } from "../api/types.ts";
import { civilDate } from "../language/dates.ts";
import { say } from "../language/language.ts";
import { Sentence } from "../language/Sentence.tsx";
import { Count, Identifier, Instant } from "../parts/text.tsx";
import { href } from "../shell/router.ts";
import { clauses, type Statement } from "./clauses.ts";

function Words({ index, known }: { index: number; known: Arguments | undefined }) {
  const [loaded] = useLoaded((signal) => get<Statement>(`/v1/statements/${index}`, signal), [index]);
  if (loaded.state === "loading") return <span class="small">{say("web.state.loading")}</span>;
  if (loaded.state === "failed") return null;
  const { recorded, statement } = loaded.value;
  const from = statement.effective?.from;
  const { source, address, row } = statement.basis ?? {};
  const places = [source, address, row].filter((text) => text !== undefined);
  return (
    <>
      <div class="small">
        <Sentence
          code="web.evidence.said"
          type={<Identifier code>{statement.type}</Identifier>}
          author={<Identifier>{statement.author}</Identifier>}
          recorded={<Instant at={recorded} />}
        />
        {from !== undefined && (
          <> {say("web.evidence.effective", { date: civilDate(from, "medium") })}</>
        )}
      </div>
      {places.length > 0 && (
        <div class="small">
          {say("web.evidence.source")}{" "}
          {places.map((place, at) => (
            <>
              {at > 0 && ", "}
              <Identifier>{place}</Identifier>
            </>
          ))}
        </div>
      )}
      {clauses(statement.body, known).map(({ clause, text }) => (
        <div class="small" key={clause}>
          {say("web.evidence.clause", { clause })}
          {text !== null && (
            <>
              {" – "}
              <bdi dir="auto">{text}</bdi>
            </>
          )}
        </div>
      ))}
    </>
  );
}

export function Evidence({
  entries,
  arguments: known,
}: {
  entries: readonly number[];
  arguments?: Arguments | undefined;
}) {
  if (entries.length === 0) return <p class="small">{say("web.evidence.none")}</p>;
  return (
    <ul class="evidence">
      {entries.map((index) => (
        <li key={index}>
          <a href={href(`/log/entries/${index}`)}>
            <Sentence code="web.evidence.entry" index={<Count>{index}</Count>} />
          </a>
          <Words index={index} known={known} />
        </li>
      ))}
    </ul>
  );
}
