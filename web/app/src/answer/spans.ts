// How long an answer holds and what comes after, as spans of days.
import type { Determination, Outcome } from "../api/types.ts";
import { daysBetween, plusDays } from "../language/dates.ts";

export interface Span {
  // An end that is absent is open.
  from: string | null;
  until: string | null;
  verdict: Outcome;
  why: string | null;
  // The answer asked for, the same verdict for other reasons, or another verdict.
  kind: "asked" | "same" | "change";
}

export function spans(answer: Determination): Span[] {
  const { from, until } = answer.stable;
  if (from === undefined && until === undefined) return [];
  const asked = { verdict: answer.verdict, why: answer.why ?? null };
  const found: Span[] = [{ from: from ?? null, until: until ?? null, ...asked, kind: "asked" }];
  if (until === undefined) return found;
  const changes = answer.lookAhead;
  const next = changes[0]?.date ?? null;
  if (next === null || next > until) {
    found.push({ from: until, until: next, ...asked, kind: "same" });
  }
  changes.forEach(({ date, verdict, why }, at) => {
    const end = changes[at + 1]?.date ?? null;
    found.push({ from: date, until: end, verdict, why: why ?? null, kind: "change" });
  });
  return found;
}

export interface Axis {
  from: string;
  until: string;
}

const YEAR = 365;

// The days worth drawing: the one asked for, the ends nearby, and every change.
export function axisOf(found: readonly Span[], asked: string): Axis {
  const first = found[0]?.from ?? null;
  const near = first !== null && daysBetween(first, asked) < 4 * YEAR;
  const from = near ? plusDays(first, -60) : plusDays(asked, -YEAR);
  const dates = found.flatMap(({ from, until }) => [from, until]).filter((date) => date !== null);
  const last = [...dates, plusDays(asked, YEAR)].sort().at(-1) ?? asked;
  const margin = Math.max(90, Math.round(daysBetween(from, last) * 0.12));
  return { from, until: plusDays(last, margin) };
}

// The place of a day between 0 and 1; beyond the ends it is at them.
export function placeOf(axis: Axis, date: string | null, open: 0 | 1): number {
  if (date === null) return open;
  const whole = Math.max(1, daysBetween(axis.from, axis.until));
  return Math.min(1, Math.max(0, daysBetween(axis.from, date) / whole));
}

// First days of years, few enough to be read.
export function years(axis: Axis, most: number): string[] {
  const from = Number(axis.from.slice(0, 4)) + 1;
  const until = Number(axis.until.slice(0, 4));
  const step = Math.max(1, Math.ceil((until - from + 1) / Math.max(1, most)));
  const found: string[] = [];
  for (let year = from; year <= until; year += step) found.push(`${year}-01-01`);
  return found;
}
