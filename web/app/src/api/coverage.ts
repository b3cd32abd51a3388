// Who recognises whom, as `GET /v1/coverage` tells it. The one place that knows how it is told.
import { language } from "../language/language.ts";
import { get, target } from "./client.ts";
import { Problem } from "./problem.ts";
import type { AsOf } from "./types.ts";

export const KINDS = ["R1", "R2", "R3", "R4", "R5", "R6", "R7"] as const;
export type Kind = (typeof KINDS)[number];

export const STATES = [
  "in-force",
  "provisional",
  "run-off",
  "run-off-unsaid",
  "open",
  "adopted",
  "not-operational",
  "suspended",
  "refused",
] as const;
export type CellState = (typeof STATES)[number];

export interface Days {
  from?: string;
  until?: string;
  runOffUntil?: string;
}

// A party with what is its own: days narrower than those of the instrument, groups of products.
export interface Party extends Days {
  economy: string;
  awaited?: boolean;
  sectors?: string[];
  evidence?: number[];
}

export interface Limit {
  scale?: string;
  level?: string;
  categories?: string[];
  issuerDomain?: string;
  collaborativeProfile?: boolean;
  issuedFrom?: string;
  issuedUntil?: string;
  acceptedFrom?: string;
  acceptedBefore?: string;
}

// One instrument in one state, between groups of parties: each of `to` recognises what comes from
// each of `from` other than itself. An empty `from` is wherever it comes from.
export interface Cell {
  kind: Kind;
  sector?: string;
  type: "agreement" | "acceptance-act" | "lawful-marketing-rule" | "equivalence-decision";
  instrument: string;
  annex?: string;
  state: CellState;
  from: Party[];
  to: Party[];
  days: Days;
  artefacts?: string[];
  acts?: { exporter?: string; importer?: string }[];
  schemes?: string[];
  competence?: string;
  upTo?: Limit[];
  needsEquivalence?: boolean;
  exceptRequirements?: string[];
  fromEdition?: string;
  toEdition?: string;
  outcome?: string;
  evidence: number[];
}

export interface Membership {
  area: string;
  member: string;
  state: "in-force" | "open";
  from?: string;
  until?: string;
  sectors?: string[];
  evidence: number[];
}

export interface Unreached {
  market: string;
  sector: string;
  requirement: string;
  act: string;
  ownLawOffers: string[];
  evidence: number[];
}

export interface OneWay {
  sector?: string;
  from: string[];
  to: string[];
}

type Names = Record<string, string>;

export interface Market {
  economy: string;
  kind: "economy" | "area" | "territory";
  partOf?: string;
  requirements: boolean;
  instruments: boolean;
  names?: Names;
}

export interface Coverage {
  on: string;
  stable: { from?: string; until?: string };
  cells: Cell[];
  memberships: Membership[];
  gaps: { unreached: Unreached[]; oneWay: OneWay[] };
  markets: Market[];
  titles: Record<string, Names>;
  bounded: boolean;
  asOf: AsOf;
  labels?: {
    kinds?: Record<string, string>;
    states?: Record<string, string>;
    ownLawOffers?: Record<string, string>;
  };
}

export interface CellChange {
  kind: Kind;
  sector?: string;
  type: Cell["type"];
  instrument: string;
  annex?: string;
  was: { state: CellState; from: string[]; to: string[] }[];
  is: { state: CellState; from: string[]; to: string[] }[];
}

export interface Stop {
  date: string;
  cells: CellChange[];
  memberships: { area: string; member: string; was?: string; is?: string }[];
}

export interface Wanted {
  sector: string;
  kind: string;
  asOf: string;
}

export function coverage(on: string, wanted: Wanted, signal: AbortSignal): Promise<Coverage> {
  return get(target("/v1/coverage", { on, ...wanted, sentences: true }), signal);
}

// More pages of days than this are not followed: a slider is of no use on more.
const MOST_PAGES = 4;

// The last day of the calendar stands for "perhaps without an end" and is no day of change.
const NO_END = "9999-12-31";

export async function stops(wanted: Wanted, signal: AbortSignal): Promise<Stop[]> {
  const all: Stop[] = [];
  let from: string | undefined;
  for (let page = 0; page < MOST_PAGES; ++page) {
    const address = target("/v1/coverage/changes", { from, ...wanted });
    const told: { stops: Stop[]; next?: string } = await get(address, signal);
    all.push(...told.stops.filter((stop) => stop.date !== NO_END));
    if (told.next === undefined || told.next === from) break;
    from = told.next;
  }
  return all;
}

// A registry of before this question was answered, or one that holds a part of a log alone.
export function isNotOffered(problem: Problem): boolean {
  return ["resource.no-such-kind", "request.no-such-route", "registry.excerpt"].includes(
    problem.code,
  );
}

// What somebody or something is called, in the language spoken where it is known, else by its code.
export function called(names: Names | undefined, code: string): string {
  return names?.[language.value] ?? names?.["en"] ?? code;
}
