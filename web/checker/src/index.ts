// The checker's doors: each takes octets and returns a verdict with its reasons, and never throws for
// what somebody else wrote.
import { Checkpoint, Cosigned, Trust } from "./checkpoint.js";
import { checkFolder, Folder, verdictOfFaults } from "./folder.js";
import { Host } from "./host.js";
import { checkConsistency, checkInclusion, Consistency, Hash, Inclusion } from "./merkle.js";
import { parseVkey } from "./note.js";
import { checkProof, Proven } from "./proof.js";
import { checkReceipt, Receipted } from "./receipt.js";
import { Failed, Fault, Verdict, verdictOf } from "./verdict.js";

export type { Checkpoint, Consistency, Cosigned, Fault, Folder, Host, Inclusion, Proven, Receipted, Verdict };

export interface Outcome<T> {
  verdict: Verdict;
  faults: Fault[];
  // Of a check that could be made to its end.
  shown?: T;
}

// The keys of one log and of its witnesses, as vkey texts.
export interface Keys {
  log: string;
  witnesses?: readonly string[];
}

async function trustIn(host: Host, keys: Keys): Promise<Trust> {
  const witnesses = await Promise.all((keys.witnesses ?? []).map((key) => parseVkey(host, key)));
  return { log: await parseVkey(host, keys.log), witnesses };
}

async function outcome<T>(check: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { verdict: "holds", faults: [], shown: await check() };
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    return { verdict: verdictOf(error.fault), faults: [error.fault] };
  }
}

// A tlog-proof file; `entry` when the file does not carry it.
export function proof(host: Host, octets: Uint8Array, keys: Keys, entry?: Uint8Array) {
  return outcome(async () => checkProof(host, octets, await trustIn(host, keys), entry));
}

// A receipt, by the key of its log alone: not whether its answer is right, which takes the log.
export function receipt(host: Host, octets: Uint8Array, { log }: Pick<Keys, "log">) {
  return outcome(async () => checkReceipt(host, octets, await trustIn(host, { log })));
}

// A log as static files.
export async function folder(host: Host, files: Folder, keys: Keys) {
  const checked = await outcome(async () => checkFolder(host, files, await trustIn(host, keys)));
  if (!checked.shown) return checked;
  const { faults } = checked.shown;
  return { ...checked, verdict: verdictOfFaults(faults), faults };
}

export function inclusion(host: Host, claim: Inclusion, path: readonly Hash[], root: Hash) {
  return outcome(() => checkInclusion(host, claim, path, root));
}
export function consistency(host: Host, claim: Consistency, path: readonly Hash[]) {
  return outcome(() => checkConsistency(host, claim, path));
}
