// The days on which something holds: from the first, up to the one before `until`. Either may be
// known only to lie between two days.
import { plusDays } from "../language/dates.ts";

export interface Effective {
  from?: string;
  until?: string;
  untilInclusive?: boolean;
  possiblyFrom?: string;
  possiblyUntil?: string;
}

export interface Span {
  from: string | null;
  until: string | null;
  possiblyFrom: string | null;
  possiblyUntil: string | null;
}

export function spanOf(effective: Effective | undefined): Span {
  const until = effective?.until ?? null;
  return {
    from: effective?.from ?? null,
    until: until !== null && effective?.untilInclusive === true ? plusDays(until, 1) : until,
    possiblyFrom: effective?.possiblyFrom ?? null,
    possiblyUntil: effective?.possiblyUntil ?? null,
  };
}

export type Holding = "holds" | "possibly" | "not-yet" | "over";

// Civil dates compare as texts.
export function holding(span: Span, day: string): Holding {
  if (span.from !== null && day < span.from) {
    return span.possiblyFrom !== null && day >= span.possiblyFrom ? "possibly" : "not-yet";
  }
  if (span.until !== null && day >= span.until) {
    return span.possiblyUntil !== null && day < span.possiblyUntil ? "possibly" : "over";
  }
  return "holds";
}
