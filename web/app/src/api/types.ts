// The shapes that the interface answers with, as far as pages use them (spec/openapi.json).
export type Outcome =
  | "recognised"
  | "conditional"
  | "evidence-accepted"
  | "undecided"
  | "not-recognised"
  | "not-applicable";
export type Bearing = "holds" | "note" | "condition" | "open" | "fails";

export interface Finding {
  leg: string;
  code: string;
  bearing: Bearing;
  need?: "required" | "informative" | "not-applicable";
  arguments?: Record<string, string>;
  evidence: number[];
  sentence?: string;
}

export interface Extent {
  whole: boolean;
  scale?: string;
  level?: string;
  components?: string[];
  notRecognised?: string[];
}

export interface Route {
  route: string;
  instrument?: string;
  attestations?: string[];
  outcome: Outcome;
  extent?: Extent;
  findings: Finding[];
  conditions?: Finding[];
}

export interface Requirement {
  requirement?: string;
  outcome: Outcome;
  findings: Finding[];
  routes: Route[];
  [more: string]: unknown;
}

export interface Cure {
  changes?: { code: string; sentence?: string; arguments?: Record<string, string> }[];
  [more: string]: unknown;
}

export interface AsOf {
  origin: string;
  size: number;
  root: string;
  time?: string;
  [more: string]: unknown;
}

export interface Determination {
  verdict: Outcome;
  extent?: Extent;
  findings: Finding[];
  requirements: Requirement[];
  conditions?: Finding[];
  cures?: Cure[];
  stable?: { from?: string; until?: string; [more: string]: unknown };
  asOf?: AsOf;
  [more: string]: unknown;
}

export interface Question {
  purpose: "recognition" | "market-access";
  market: string;
  date: string;
  attestations: { number: string }[];
  asOf?: number;
  product?: Record<string, unknown>;
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
