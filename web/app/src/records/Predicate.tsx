// A question about a product, as it is asked (spec/formats/predicate.md).
import { say } from "../language/language.ts";
import { Identifier } from "../parts/text.tsx";

export interface PredicateOf {
  all?: PredicateOf[];
  any?: PredicateOf[];
  not?: PredicateOf;
  attribute?: string;
  is?: unknown;
  in?: unknown[];
  present?: boolean;
  from?: string;
  to?: string;
}

export const isPredicate = (value: unknown): value is PredicateOf =>
  typeof value === "object" &&
  value !== null &&
  ["all", "any", "not", "attribute"].some((member) => Object.hasOwn(value, member));

// "explosiveAtmosphere" as words.
const spaced = (attribute: string): string =>
  attribute.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

const textOf = (value: unknown): string =>
  typeof value === "boolean"
    ? say(value ? "web.record.yes" : "web.record.no")
    : Array.isArray(value)
      ? value.map(textOf).join(say("web.record.comma"))
      : String(value);

function Operands({ code, all }: { code: string; all: PredicateOf[] }) {
  if (all.length === 1 && all[0] !== undefined) return <Predicate of={all[0]} />;
  return (
    <>
      {say(code)}
      <ul>
        {all.map((one, at) => (
          <li key={at}>
            <Predicate of={one} />
          </li>
        ))}
      </ul>
    </>
  );
}

export function Predicate({ of }: { of: PredicateOf }) {
  if (of.all) return <Operands code="web.record.predicate.all" all={of.all} />;
  if (of.any) return <Operands code="web.record.predicate.any" all={of.any} />;
  if (of.not) {
    return (
      <>
        {say("web.record.predicate.not")} <Predicate of={of.not} />
      </>
    );
  }
  const value =
    of.is !== undefined
      ? textOf(of.is)
      : of.in !== undefined
        ? textOf(of.in)
        : of.present !== undefined
          ? say(of.present ? "web.record.predicate.present" : "web.record.predicate.absent")
          : [of.from !== undefined && `≥ ${of.from}`, of.to !== undefined && `≤ ${of.to}`]
              .filter(Boolean)
              .join(", ");
  return (
    <>
      <Identifier>{spaced(of.attribute ?? "")}</Identifier>
      {say("web.record.colon")}
      <strong>
        <Identifier>{value}</Identifier>
      </strong>
    </>
  );
}
