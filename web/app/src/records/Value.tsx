// What stands in a statement, for people: labels and words for what has them, links for what is on
// file, dates as dates. It knows no kind; pages of a kind show first what matters of theirs.
import type { ComponentChild } from "preact";
import { isCivilDate } from "../language/dates.ts";
import { say } from "../language/language.ts";
import { Facts, type Fact } from "../parts/Facts.tsx";
import { CivilDate, Count, Digest, Foreign, Identifier, Instant } from "../parts/text.tsx";
import { targetOf } from "./kinds.ts";
import { Predicate, isPredicate } from "./Predicate.tsx";
import { RecordLink } from "./RecordLink.tsx";
import { choice, label, nameOfSector } from "./words.ts";

type Members = Record<string, unknown>;
const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

// Names by language: the tags are short, and what they hold is text.
const areNames = (member: string, value: unknown): value is Record<string, string> =>
  isObject(value) && (member === "names" || member === "title" || member === "text");

// Members in words of their author, in whatever language.
const PROSE = new Set(["about", "delta", "reason", "why", "what", "restriction", "explanation",
  "title", "conditions", "hazards", "products", "incidents", "sold", "produced", "notice",
  "reference", "category", "categories", "part"]);
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;
const ADDRESS = /^https?:\/\/\S+$/;

function Text({ within, member, text }: { within: string; member: string; text: string }) {
  const chosen = choice(within, member, text);
  if (chosen !== null) return <>{chosen}</>;
  const kind = targetOf(within, member);
  if (kind !== null) return <RecordLink kind={kind} id={text} />;
  if (member === "standard" || member === "standards") return <StandardLink id={text} />;
  if (member === "sector" || member === "sectors") return <bdi>{nameOfSector(text)}</bdi>;
  if (isCivilDate(text)) return <CivilDate date={text} />;
  if (INSTANT.test(text)) return <Instant at={text} />;
  if (DIGEST.test(text)) return <Digest>{text}</Digest>;
  if (ADDRESS.test(text)) return <AddressText>{text}</AddressText>;
  return PROSE.has(member) ? <Foreign>{text}</Foreign> : <Identifier>{text}</Identifier>;
}

// An undated standard has no record: its editions are found by it.
export function StandardLink({ id }: { id: string }) {
  return (
    <a href={`/standards?standard=${encodeURIComponent(id)}`}>
      <Identifier>{id}</Identifier>
    </a>
  );
}

// An address in a statement is somebody's word: shown, and followed only by whoever wants to.
export function AddressText({ children }: { children: string }) {
  if (!ADDRESS.test(children)) return <Foreign>{children}</Foreign>;
  return (
    <a href={children} rel="external nofollow noreferrer">
      <Identifier>{children}</Identifier>
    </a>
  );
}

// The most frequent short lists stand in a line; what is long gets lines of its own.
const IN_LINE = 3;
const SHOWN = 40;

function Several({ within, member, all }: { within: string; member: string; all: unknown[] }) {
  if (all.every(isObject)) {
    return (
      <>
        {all.map((one, at) => (
          <div class="part" key={at}>
            <Members within={member} of={one} />
          </div>
        ))}
      </>
    );
  }
  const items = all.slice(0, SHOWN).map((value, at) => (
    <li key={at}>
      <Value within={within} member={member} value={value} />
    </li>
  ));
  const more = all.length - SHOWN;
  return (
    <ul class={all.length > IN_LINE ? "values many" : "values"}>
      {items}
      {more > 0 && <li>{say("web.record.more", { count: more })}</li>}
    </ul>
  );
}

export function Value({
  within,
  member,
  value,
}: {
  within: string;
  member: string;
  value: unknown;
}): ComponentChild {
  if (typeof value === "string") return <Text within={within} member={member} text={value} />;
  if (typeof value === "number") return <Count>{value}</Count>;
  if (typeof value === "boolean") return <>{say(value ? "web.record.yes" : "web.record.no")}</>;
  if (Array.isArray(value)) return <Several within={within} member={member} all={value} />;
  if (areNames(member, value)) return <Names of={value} />;
  if (member === "attributes" && isObject(value)) return <Attributes of={value} />;
  if (isPredicate(value)) return <Predicate of={value} />;
  if (isObject(value)) return <Members within={member} of={value} />;
  return null;
}

export function Names({ of }: { of: Record<string, string> }) {
  return (
    <ul class="values many">
      {Object.entries(of).map(([lang, name]) => (
        <li key={lang}>
          <Foreign lang={lang}>{name}</Foreign>
        </li>
      ))}
    </ul>
  );
}

function Attributes({ of }: { of: Members }) {
  return (
    <ul class="values many">
      {Object.entries(of).map(([attribute, value]) => (
        <li key={attribute}>
          <Predicate of={{ attribute, is: value }} />
        </li>
      ))}
    </ul>
  );
}

export function membersOf(within: string, of: Members, leftOut: readonly string[] = []): Fact[] {
  return Object.entries(of)
    .filter(([member]) => !leftOut.includes(member))
    .map(([member, value]) => [
      label(within, member),
      <Value within={within} member={member} value={value} />,
    ]);
}

// A record within a record.
export function Members({
  within,
  of,
  leftOut,
}: {
  within: string;
  of: Members;
  leftOut?: readonly string[];
}) {
  return <Facts facts={membersOf(within, of, leftOut)} />;
}
