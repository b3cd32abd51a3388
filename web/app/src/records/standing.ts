// What became of something on a day: of a certificate by the changes of its state, of any other
// statement by those that suspend, reinstate, end or correct it. As core/facts computes it.
import { holding, spanOf, type Span } from "./spans.ts";
import type { Stated } from "./load.ts";

export type CertificateStatus =
  | "in-force"
  | "restricted"
  | "suspended"
  | "withdrawn"
  | "cancelled"
  | "reissued"
  | "annulled"
  | "expired"
  | "not-yet"
  | "open"
  | "refusal";

export interface CertificateStanding {
  status: CertificateStatus;
  // The change that led there; null while none is on file.
  by: Stated | null;
}

type Standing = "valid" | "suspended" | "withdrawn" | "cancelled" | "reissued" | "annulled";

const member = (stated: Stated, name: string): unknown => stated.statement.body[name];
const isWhole = (change: Stated): boolean => {
  const models = member(change, "models");
  return !Array.isArray(models) || models.length === 0;
};

function successor(before: Standing, change: unknown): Standing | null {
  if (change === "annulled") return "annulled";
  if (before !== "valid" && before !== "suspended") return null;
  if (change === "suspended" || change === "withdrawn" || change === "cancelled") return change;
  if (change === "reissued") return change;
  return change === "reinstated" && before === "suspended" ? "valid" : null;
}

const isFromTheBeginning = (change: Stated): boolean =>
  change.statement.effect === "ex-tunc" && member(change, "state") === "annulled";

interface Fold {
  standing: Standing;
  by: Stated | null;
  restricted: Stated | null;
}

function fold(changes: readonly Stated[]): Fold {
  const told: Fold = { standing: "valid", by: null, restricted: null };
  for (const change of changes) {
    const state = member(change, "state");
    const next = successor(told.standing, state);
    if (next !== null) {
      told.standing = next;
      told.by = change;
    }
    if (state === "restricted") told.restricted = change;
    if (state === "supplemented") told.restricted = null;
  }
  return told;
}

// `states` are the certificate's changes of state, in any order; of the whole and of models.
export function standingOn(
  day: string,
  span: Span,
  isRefusal: boolean,
  states: readonly Stated[],
): CertificateStanding {
  const ofWhole = states.filter(isWhole);
  const annulled = ofWhole.find(isFromTheBeginning);
  if (annulled !== undefined) return { status: "annulled", by: annulled };
  const from = (change: Stated): string => change.statement.effective.from ?? "";
  const ordered = [...ofWhole].sort((one, other) =>
    from(one) === from(other) ? one.index - other.index : from(one) < from(other) ? -1 : 1,
  );
  const on = ordered.map((change) => holding(spanOf(change.statement.effective), day));
  const sure = fold(ordered.filter((_, at) => on[at] === "holds"));
  if (sure.standing !== "valid") return { status: sure.standing, by: sure.by };
  if (isRefusal) return { status: "refusal", by: null };
  const possible = fold(ordered.filter((_, at) => on[at] === "holds" || on[at] === "possibly"));
  if (possible.standing !== "valid") return { status: "open", by: possible.by };
  const days = holding(span, day);
  if (days === "possibly") return { status: "open", by: null };
  if (days !== "holds") return { status: days === "over" ? "expired" : "not-yet", by: null };
  if (sure.restricted !== null) return { status: "restricted", by: sure.restricted };
  return { status: "in-force", by: sure.by };
}

export type Fate =
  | "holds"
  | "possibly"
  | "not-yet"
  | "over"
  | "suspended"
  | "ended"
  | "corrected"
  | "replaced";

export interface FateOf {
  fate: Fate;
  by: Stated | null;
}

// `changes` are statements of the type status-change about this one; `later` whatever else is on
// file about the same thing.
export function fateOn(
  day: string,
  stated: Stated,
  changes: readonly Stated[],
  later: readonly Stated[],
): FateOf {
  const corrected = later.find(
    (other) =>
      other.statement.corrects?.statement === stated.statement.id &&
      other.statement.corrects.whole !== false,
  );
  if (corrected !== undefined) return { fate: "corrected", by: corrected };
  const days = holding(spanOf(stated.statement.effective), day);
  if (days !== "holds") return { fate: days, by: null };
  const ordered = interruptionsOf(stated, changes).filter((change) => {
    const span = spanOf(change.statement.effective);
    return holding(span, day) === "holds";
  });
  let told: FateOf = { fate: "holds", by: null };
  for (const change of ordered) {
    if (told.fate === "ended") break;
    const what = member(change, "change");
    if (what === "suspended" || what === "ended") told = { fate: what, by: change };
    else if (what === "reinstated") told = { fate: "holds", by: change };
  }
  return told;
}

// The changes of a statement as a whole, by their days of effect. A part of a scope that is
// suspended is told, and leaves the rest as it is.
export function interruptionsOf(stated: Stated, changes: readonly Stated[]): Stated[] {
  return changes
    .filter(
      (change) =>
        member(change, "subject") === stated.statement.id && member(change, "part") === undefined,
    )
    .sort((one, other) => {
      const [a, b] = [one.statement.effective.from ?? "", other.statement.effective.from ?? ""];
      return a === b ? one.index - other.index : a < b ? -1 : 1;
    });
}
