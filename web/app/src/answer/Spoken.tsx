// A sentence of the registry. What stands between isolates in it is a value: a date is written as
// the reader writes dates, a market by its name, and what has a page is a link to it.
import type { ComponentChild } from "preact";
import { segment } from "../api/client.ts";
import type { Arguments } from "../api/types.ts";
import { isCivilDate } from "../language/dates.ts";
import { marketName } from "../parts/markets.ts";
import { CivilDate, Identifier } from "../parts/text.tsx";
import { href } from "../shell/router.ts";
import { pieces } from "./pieces.ts";

// Which kind of record an argument names.
const RECORDS: Record<string, string> = {
  accreditor: "organisations",
  act: "acts",
  alert: "alerts",
  body: "organisations",
  decision: "equivalence-decisions",
  grantee: "organisations",
  issuer: "organisations",
  measure: "measures",
  requirement: "requirements",
};
const MARKETS = new Set(["party", "market", "origin", "from", "to"]);

// A value by the name of its argument.
export function Value({
  name,
  children,
}: {
  name: string | undefined;
  children: string;
}): ComponentChild {
  const isDate: boolean = isCivilDate(children);
  if (isDate) return <CivilDate date={children} style="medium" />;
  if (name === undefined) return <Identifier>{children}</Identifier>;
  if (MARKETS.has(name)) return <bdi>{marketName(children)}</bdi>;
  const kind = name === "instrument" ? "agreements" : RECORDS[name];
  if (kind === undefined) return <Identifier>{children}</Identifier>;
  // An annex is named by its agreement and its own name.
  const id = name === "instrument" ? (children.split("/")[0] ?? children) : children;
  return (
    <a href={href(`/${kind}/${segment(id)}`)}>
      <Identifier>{children}</Identifier>
    </a>
  );
}

export function Spoken({
  sentence,
  code,
  arguments: known = {},
  plain,
}: {
  sentence?: string | undefined;
  code: string;
  arguments?: Arguments | undefined;
  // Without links: inside something that is pressed itself.
  plain?: boolean;
}): ComponentChild {
  if (sentence === undefined) return <Identifier code>{code}</Identifier>;
  const nameOf = (value: string) =>
    Object.entries(known).find(([, one]) => one === value)?.[0];
  return (
    <>
      {pieces(sentence).map((piece) => {
        if (!piece.value) return piece.text;
        const name = nameOf(piece.text);
        const linked = name === undefined || MARKETS.has(name) || plain !== true;
        return <Value name={linked ? name : undefined}>{piece.text}</Value>;
      })}
    </>
  );
}
