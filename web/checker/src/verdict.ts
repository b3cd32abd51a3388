// What a check comes to. "Could not be checked" is a verdict of its own and never reads as "holds".

export type Verdict = "holds" | "does-not-hold" | "not-checked";

// One thing that is wrong, by the stable code of spec/formats.
export interface Fault {
  code: string;
  // "line 3", or the path of a tile.
  place?: string;
  // The first entry concerned.
  index?: bigint;
  // The code of what lies beneath.
  cause?: string;
}

// Thrown inside the checker, caught at its doors, where it becomes a verdict.
export class Failed extends Error {
  readonly fault: Fault;
  constructor(code: string, place?: string) {
    super(place === undefined ? code : `${code} at ${place}`);
    this.name = "Failed";
    this.fault = place === undefined ? { code } : { code, place };
  }
}

// Faults after which nothing is known about the log: the input of the check itself cannot be read,
// or what is needed is not there. spec/formats/proof.md and receipt.md list them.
const SAYING_NOTHING = [
  "note.vkey",
  "note.key-type",
  "key.",
  "proof.form",
  "proof.too-large",
  "proof.entry-missing",
  "checkpoint.missing",
  "receipt.version",
  "host.",
];

export function verdictOf(fault: Fault): Verdict {
  return SAYING_NOTHING.some((family) => fault.code.startsWith(family))
    ? "not-checked"
    : "does-not-hold";
}
