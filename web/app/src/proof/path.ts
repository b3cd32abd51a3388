// The way from an entry to the root, as the tree of RFC 9162 section 2.1 has it, so that it can be
// drawn: which subtree stands beside it at each step.
import { nodeHash, type Hash } from "@checker/merkle.ts";

// Entries from `start` up to, not including, `end`.
export interface Range {
  start: number;
  end: number;
}
export interface Step {
  // Which side the other subtree stands on.
  side: "left" | "right";
  other: Range;
  // Both together.
  whole: Range;
}

export function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

// From the entry upwards; the order of the hashes of a proof.
export function stepsTo(index: number, size: number): Step[] {
  const steps: Step[] = [];
  let whole: Range = { start: 0, end: size };
  while (whole.end - whole.start > 1) {
    const split = whole.start + largestPowerBelow(whole.end - whole.start);
    const left = { start: whole.start, end: split };
    const right = { start: split, end: whole.end };
    const inLeft = index < split;
    steps.unshift({ side: inLeft ? "right" : "left", other: inLeft ? right : left, whole });
    whole = inLeft ? left : right;
  }
  return steps;
}

// What each step comes to; the last is the root, if the hashes are those of the proof.
export async function climb(
  host: { subtle: SubtleCrypto },
  leaf: Hash,
  steps: readonly Step[],
  hashes: readonly Hash[],
): Promise<Hash[]> {
  const reached: Hash[] = [];
  let here = leaf;
  for (const [at, step] of steps.entries()) {
    const other = hashes[at];
    if (other === undefined) break;
    here = step.side === "left" ? await nodeHash(host, other, here) : await nodeHash(host, here, other);
    reached.push(here);
  }
  return reached;
}
