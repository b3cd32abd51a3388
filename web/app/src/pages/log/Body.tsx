// What a statement says, member by member.
import { isCivilDate } from "../../language/dates.ts";
import { language, say } from "../../language/language.ts";
import { CivilDate, Count, Identifier } from "../../parts/text.tsx";
import { memberName } from "./types.ts";

type Json = unknown;
const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

// Names in six languages are one name to a reader.
function isNames(value: Json): value is Record<string, string> {
  return isObject(value) && typeof value["en"] === "string" && typeof value["fr"] === "string";
}

export function Body({ value }: { value: Record<string, Json> }) {
  return (
    <dl class="body">
      {Object.entries(value).map(([member, inner]) => (
        <>
          <dt>{memberName(member)}</dt>
          <dd>
            <Value value={inner} />
          </dd>
        </>
      ))}
    </dl>
  );
}

function Value({ value }: { value: Json }) {
  if (isNames(value)) return <bdi>{value[language.value] ?? value["en"]}</bdi>;
  if (isObject(value)) return <Body value={value} />;
  if (Array.isArray(value)) return <List items={value} />;
  if (typeof value === "number") return <Count>{value}</Count>;
  if (typeof value === "boolean") return <>{say(value ? "web.log.yes" : "web.log.no")}</>;
  const text = String(value);
  return isCivilDate(text) ? <CivilDate date={text} /> : <Identifier>{text}</Identifier>;
}

function List({ items }: { items: Json[] }) {
  if (items.every((item) => typeof item === "string")) {
    return (
      <>
        {items.map((item, at) => (
          <>
            {at > 0 && " · "}
            <Value value={item} />
          </>
        ))}
      </>
    );
  }
  return (
    <ol>
      {items.map((item, at) => (
        <li key={at}>
          <Value value={item} />
        </li>
      ))}
    </ol>
  );
}
