// What the page and its worker say to each other.
export interface Work {
  // Of a POST to /v1/determinations, with the size at which it was answered.
  question: string;
  language: string;
  wasm: string;
  // The key that was remembered for this log, if any.
  most: number;
}

export type Step = "module" | "checkpoint" | "entries" | "signatures" | "root" | "answer";

export interface Done {
  kind: "done";
  equal: boolean;
  own: string;
  entries: number;
  signatures: number;
  bytes: number;
  root: string;
  key: string;
  milliseconds: number;
}

export type Told =
  | { kind: "progress"; step: Step; done: number; of: number }
  | Done
  // What did not hold: a signature, the root, an entry.
  | { kind: "failed"; code: string; place: string }
  // Nothing has been shown to be wrong, and nothing right.
  | { kind: "unchecked"; code: string; size?: number };
