// Lives of facts for a picture: a name, its days, what interrupts them; and the scale of years.
import { plusDays } from "../language/dates.ts";
import type { Cell } from "../parts/Table.tsx";
import type { Stated } from "./load.ts";
import { spanOf, type Span } from "./spans.ts";
import { fateOn, interruptionsOf, type Fate } from "./standing.ts";

export interface Gap {
  from: string;
  until: string | null;
}

export interface Life {
  name: string;
  // Further cells of its row in the table.
  more: (Cell | string)[];
  span: Span;
  gaps: Gap[];
  fate: Fate;
  // Drawn apart: it is there and does nothing yet.
  quiet?: boolean;
}

// Suspensions of a statement; one that nothing reinstates lasts.
export function gapsOf(stated: Stated, changes: readonly Stated[]): Gap[] {
  const gaps: Gap[] = [];
  for (const change of interruptionsOf(stated, changes)) {
    const { from } = change.statement.effective;
    const what = change.statement.body["change"];
    const open = gaps.at(-1)?.until === null ? gaps.at(-1) : undefined;
    if (from === undefined) continue;
    if (what === "reinstated" && open !== undefined) open.until = from;
    if ((what === "suspended" || what === "ended") && open === undefined) {
      gaps.push({ from, until: spanOf(change.statement.effective).until });
    }
  }
  return gaps;
}

export function lifeOf(
  stated: Stated,
  day: string,
  changes: readonly Stated[],
  later: readonly Stated[],
  told: { name: string; more?: (Cell | string)[] },
): Life {
  return {
    name: told.name,
    more: told.more ?? [],
    span: spanOf(stated.statement.effective),
    gaps: gapsOf(stated, changes),
    fate: fateOn(day, stated, changes, later).fate,
  };
}

const FAR = "9999";
const days = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86400e3;

export interface Scale {
  // Where a day stands; null is before everything.
  x: (day: string | null) => number;
  ticks: { year: string; at: number }[];
}

// The years from the first day on any bar to some time behind the last one or the day of the page.
export function scaleOf(
  lives: readonly Pick<Life, "span">[],
  day: string,
  width: number,
  mirrored = false,
): Scale {
  const known = lives
    .flatMap(({ span }) => [span.possiblyFrom, span.from, span.until, span.possiblyUntil])
    .concat(day)
    .filter((one): one is string => one !== null && !one.startsWith(FAR));
  const first = known.reduce((one, other) => (other < one ? other : one));
  const last = known.reduce((one, other) => (other > one ? other : one));
  const margin = Math.max(180, Math.round((days(last) - days(first)) * 0.06));
  const [from, to] = [plusDays(first, -margin), plusDays(last, margin)];
  const x = (one: string | null): number => {
    const at = one === null ? from : one < from ? from : one > to ? to : one;
    const part = (days(at) - days(from)) / Math.max(1, days(to) - days(from));
    return Math.round((mirrored ? 1 - part : part) * width * 10) / 10;
  };
  return { x, ticks: yearsOf(from, to, width).map((year) => ({ year, at: x(`${year}-01-01`) })) };
}

// So many years that their numbers do not touch.
function yearsOf(from: string, to: string, width: number): string[] {
  const [first, last] = [Number(from.slice(0, 4)) + 1, Number(to.slice(0, 4))];
  const most = Math.max(2, Math.floor(width / 70));
  const step = [1, 2, 5, 10, 20, 50].find((one) => (last - first) / one <= most) ?? 100;
  const years: string[] = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
    years.push(String(year));
  }
  return years;
}
