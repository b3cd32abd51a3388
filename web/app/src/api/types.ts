// The shapes that the interface answers with, as far as pages use them (spec/openapi.json).
export type Outcome =
  | "recognised"
  | "conditional"
  | "evidence-accepted"
  | "undecided"
  | "not-recognised"
  | "not-applicable"
  // Of a requirement alone: its law asks for none.
  | "no-third-party-attestation-required";
export type Bearing = "holds" | "note" | "condition" | "open" | "fails";

export interface Finding {
  leg: string;
  code: string;
  bearing: Bearing;
  need?: "required" | "informative" | "not-applicable";
  why?: string;
  arguments?: Arguments;
  evidence: number[];
  sentence?: string;
}

export type Arguments = Record<string, string | string[]>;

export interface Condition {
  code: string;
  timing: string;
  verifiedBy: string;
  arguments?: Arguments;
  evidence: number[];
  sentence?: string;
}

export interface Extent {
  whole: boolean;
  scale?: string;
  level?: string;
  atMost?: string;
  missing?: string;
  components?: string[];
  notRecognised?: string[];
}

export interface Route {
  route: string;
  instrument?: string;
  attestations?: string[];
  firstParty?: boolean;
  outcome: Outcome;
  why?: string;
  extent?: Extent;
  findings: Finding[];
  conditions?: Condition[];
}

export interface Requirement {
  requirement?: string;
  outcome: Outcome;
  why?: string;
  findings: Finding[];
  routes: Route[];
  [more: string]: unknown;
}

export interface CureStep {
  code: string;
  by: string;
  cost: number;
  arguments?: Arguments;
  sentence?: string;
}
export interface Cure {
  cost: number;
  steps: CureStep[];
}

// A change of the verdict that is known today.
export interface Change {
  date: string;
  verdict: Outcome;
  why?: string;
}

export interface AsOf {
  origin: string;
  size: number;
  root: string;
  time?: string;
  semanticsVersion?: number;
}

export interface Determination {
  question: Question;
  verdict: Outcome;
  why?: string;
  extent?: Extent;
  findings: Finding[];
  requirements: Requirement[];
  conditions: Condition[];
  cures: Cure[];
  // A day and the first day on which it is another answer; an absent end is open.
  stable: { from?: string; until?: string };
  lookAhead: Change[];
  asOf: AsOf;
}

export interface Attestation {
  number: string;
  issuer?: string;
  digest?: string;
}

export interface Product {
  sector?: string;
  hs?: string;
  model?: string;
  gtin?: string;
  batch?: string;
  serial?: string;
  softwareVersion?: string;
  factory?: string;
  attributes?: Record<string, string | number | boolean>;
}

export interface Question {
  purpose?: "recognition" | "market-access";
  market: string;
  date: string;
  attestations: Attestation[];
  event?: string;
  asOf?: number;
  product?: Product;
}

// What a statement says about itself, and how it came to be here.
export interface StatementHead {
  index: number;
  recorded: string;
  type: string;
  id: string;
  author: string;
  effective?: { from?: string; until?: string; possiblyUntil?: string };
  basis?: { kind: string; source?: string; address?: string; digest?: string; row?: string };
  [more: string]: unknown;
}

export interface Resource {
  kind: string;
  id: string;
  statement: StatementHead;
  trail: StatementHead[];
  [member: string]: unknown;
}

export interface Listing {
  items: Resource[];
  next?: string;
}
