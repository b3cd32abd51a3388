// A record in a list: what matters of its kind, and no more.
import type { ComponentChild } from "preact";
import { say } from "../language/language.ts";
import { Foreign, Identifier } from "../parts/text.tsx";
import { Tag } from "../parts/signs.tsx";
import type { Resource } from "../api/types.ts";
import { recordAddress } from "./address.ts";
import { Called } from "./Called.tsx";
import { targetOf, type Kind } from "./kinds.ts";
import { nameOf, namesOf } from "./names.ts";
import { RecordLink } from "./RecordLink.tsx";
import { EffectiveDays } from "./Span.tsx";
import { ListedStatus } from "./Status.tsx";
import { choice, label, nameOfOne, nameOfSector } from "./words.ts";

// Members that tell one record of a kind from the next.
const TELLING: Record<Kind, string[]> = {
  certificates: ["artefact", "body", "holder", "level", "sector"],
  organisations: ["roles", "economy"],
  standards: ["standard"],
  agreements: ["parties"],
  requirements: ["market", "act", "sector"],
  "equivalence-decisions": ["market", "fromEdition", "toEdition", "outcome"],
  economies: ["kind"],
  acts: ["market"],
  schemes: ["owner"],
  products: ["owner", "sector", "models"],
  measures: ["kind", "market", "stage"],
  alerts: ["origin", "reference"],
  "follow-ups": ["notifier", "actor", "products"],
  classifications: ["classification", "number"],
};
const DATED: readonly Kind[] = ["certificates", "equivalence-decisions", "measures", "alerts"];
const MOST = 4;

function Told({ kind, member, value }: { kind: Kind; member: string; value: unknown }) {
  if (Array.isArray(value)) {
    const more = value.length - MOST;
    return (
      <>
        {value.slice(0, MOST).map((one: unknown, at) => (
          <span key={at}>
            {at > 0 && say("web.record.comma")}
            <Told kind={kind} member={member} value={one} />
          </span>
        ))}
        {more > 0 && ` ${say("web.record.more", { count: more })}`}
      </>
    );
  }
  const text = String(value);
  const chosen = choice(kind, member, text);
  if (chosen !== null) return <>{chosen}</>;
  if (member === "sector") return <bdi>{nameOfSector(text)}</bdi>;
  const target = targetOf(kind, member);
  return target === null ? (
    <Identifier>{text}</Identifier>
  ) : (
    <RecordLink kind={target} id={text} short />
  );
}

function heading(kind: Kind, record: Resource): ComponentChild {
  const name = nameOf(record);
  if (kind === "certificates") {
    const title = record["title"];
    return (
      <>
        <Identifier>{String(record["number"] ?? record.id)}</Identifier>
        {typeof title === "string" && (
          <span class="entry-title">
            <Foreign>{title}</Foreign>
          </span>
        )}
      </>
    );
  }
  return (
    <>
      {name === null ? <Identifier>{record.id}</Identifier> : <Called name={name} />}
      {name !== null && name.text !== record.id && (
        <span class="entry-id">
          <Identifier>{record.id}</Identifier>
        </span>
      )}
    </>
  );
}

export function Entry({
  kind,
  record,
  withKind,
}: {
  kind: Kind;
  record: Resource;
  // Says of what kind it is: where kinds are mixed.
  withKind?: boolean;
}) {
  // The kind of a measure or an economy stands where other records name theirs.
  const told = TELLING[kind].filter((member) => record[member] !== undefined);
  return (
    <li class="entry">
      <div class="entry-head">
        <a href={recordAddress(kind, record.id)}>{heading(kind, record)}</a>
        {kind === "certificates" && <ListedStatus record={record} />}
        {kind === "measures" && record["stage"] === "lifted" && (
          <Tag tone="none">{say("web.record.fate.over")}</Tag>
        )}
        {withKind === true && <span class="entry-kind">{nameOfOne(kind)}</span>}
      </div>
      <ul class="entry-told">
        {told.map((member) => (
          <li key={member}>
            <span class="hidden">
              {label(kind, member)}
              {say("web.record.colon")}
            </span>
            <Told kind={kind} member={member} value={record[member]} />
          </li>
        ))}
        {DATED.includes(kind) && (
          <li>
            <EffectiveDays of={record.statement.effective ?? {}} />
          </li>
        )}
      </ul>
    </li>
  );
}

// Whether a text may be a name of it in another language: for the hint of a search.
export const hasNames = (record: Resource): boolean => namesOf(record).length > 0;
