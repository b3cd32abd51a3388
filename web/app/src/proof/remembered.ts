// The last checkpoint of each log that this browser saw, and what became of it since.
//
// A log that shows different people different trees is found out by whoever compares two of its
// checkpoints. This browser keeps one to compare with.
export interface Seen {
  size: number;
  // Base64, as the checkpoint has it.
  root: string;
  // When this browser saw it, in milliseconds.
  at: number;
}

export type Since =
  | { kind: "first" }
  | { kind: "same"; seen: Seen }
  | { kind: "grown"; seen: Seen }
  // Smaller than one that was signed before.
  | { kind: "shrunk"; seen: Seen }
  // Another root at the same size.
  | { kind: "forked"; seen: Seen };

const PREFIX = "concordat.checkpoint ";

type Memory = Pick<Storage, "getItem" | "setItem">;

export function recall(memory: Memory | null, origin: string): Seen | null {
  try {
    const text = memory?.getItem(PREFIX + origin);
    if (text == null) return null;
    const seen = JSON.parse(text) as Partial<Seen>;
    const { size, root, at } = seen;
    if (typeof size !== "number" || typeof root !== "string" || typeof at !== "number") return null;
    return { size, root, at };
  } catch {
    return null;
  }
}

export function compare(seen: Seen | null, now: { size: number; root: string }): Since {
  if (seen === null) return { kind: "first" };
  if (now.size < seen.size) return { kind: "shrunk", seen };
  if (now.size === seen.size) return { kind: now.root === seen.root ? "same" : "forked", seen };
  return { kind: "grown", seen };
}

// What contradicts what was seen before is not kept: the proof of it would be lost.
export function remember(memory: Memory | null, origin: string, seen: Seen): void {
  try {
    memory?.setItem(PREFIX + origin, JSON.stringify(seen));
  } catch {
    // It is not remembered, then; the page says what it remembers.
  }
}
