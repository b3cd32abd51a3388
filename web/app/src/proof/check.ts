// Checks of this browser's own, each with one of three ends: it holds, it does not, it could not be
// made. What could not be checked never reads as holding.
import { parseCheckpoint, signaturesOf, verifySignatures } from "@checker/checkpoint.ts";
import { checkConsistency, checkInclusion, leafHash } from "@checker/merkle.ts";
import { parseVkey } from "@checker/note.ts";
import { decodeBase64, encodeBase64 } from "@checker/octets.ts";
import { parseProof } from "@checker/proof.ts";
import { Failed } from "@checker/verdict.ts";
import { climb, stepsTo, type Step } from "./path.ts";
import { Tiles, type Fetch } from "./tiles.ts";

export type Checked =
  | { verdict: "holds" }
  | { verdict: "does-not-hold"; code: string }
  | { verdict: "not-checked"; code: string };

// Browsers hash and check signatures on pages alone that came by a secure way.
export function hostOf(): { subtle: SubtleCrypto } | null {
  return typeof crypto !== "undefined" && crypto.subtle !== undefined ? crypto : null;
}

// Faults after which nothing is known about the log (web/checker/src/verdict.ts).
const SAYING_NOTHING = ["note.vkey", "note.key-type", "key.", "proof.form", "host.", "tile."];

export async function checked(check: () => Promise<void>): Promise<Checked> {
  try {
    await check();
    return { verdict: "holds" };
  } catch (thrown) {
    if (!(thrown instanceof Failed)) return { verdict: "not-checked", code: "host.unexpected" };
    const { code } = thrown.fault;
    const nothing = SAYING_NOTHING.some((family) => code.startsWith(family));
    return { verdict: nothing ? "not-checked" : "does-not-hold", code };
  }
}

export interface Signed {
  origin: string;
  size: number;
  root: string;
  note: string;
  signatures: { name: string; id: string; octets: string }[];
}

const hex = (octets: Uint8Array): string =>
  [...octets].map((octet) => octet.toString(16).padStart(2, "0")).join("");

export async function readCheckpoint(octets: Uint8Array): Promise<Signed> {
  // Reading hashes nothing but the root of an empty log.
  const host = hostOf() ?? { subtle: undefined as unknown as SubtleCrypto };
  const { checkpoint, note } = await parseCheckpoint(host, octets);
  return {
    origin: checkpoint.origin,
    size: Number(checkpoint.size),
    root: encodeBase64(checkpoint.root),
    note: new TextDecoder().decode(octets),
    signatures: note.signatures.map(({ name, id, octets: signature }) => ({
      name,
      id: hex(id),
      octets: encodeBase64(signature),
    })),
  };
}

const NO_HOST: Checked = { verdict: "not-checked", code: "host.insecure" };

export async function checkSignature(note: string, vkey: string): Promise<Checked> {
  const host = hostOf();
  if (host === null) return NO_HOST;
  return checked(async () => {
    const signed = await parseCheckpoint(host, new TextEncoder().encode(note));
    const log = await parseVkey(host, vkey);
    await verifySignatures(host, signaturesOf(signed, { log, witnesses: [] }));
  });
}

export interface Proof {
  index: number;
  entry: Uint8Array;
  leaf: string;
  checkpoint: Signed;
  steps: Step[];
  // Of the subtrees beside the way, and what each step comes to.
  others: string[];
  reached: string[];
  inclusion: Checked;
}

export async function readProof(octets: Uint8Array): Promise<Proof | null> {
  const host = hostOf();
  if (host === null) return null;
  const file = parseProof(octets);
  const entry = file.extra;
  if (entry === undefined) return null;
  const checkpoint = await readCheckpoint(file.checkpoint);
  const leaf = await leafHash(host, entry);
  const steps = stepsTo(Number(file.index), checkpoint.size);
  const reached = await climb(host, leaf, steps, file.hashes);
  const root = decodeBase64(checkpoint.root) ?? new Uint8Array();
  const claim = { index: file.index, size: BigInt(checkpoint.size), leaf };
  return {
    index: Number(file.index),
    entry,
    leaf: encodeBase64(leaf),
    checkpoint,
    steps,
    others: file.hashes.map(encodeBase64),
    reached: reached.map(encodeBase64),
    inclusion: await checked(() => checkInclusion(host, claim, file.hashes, root)),
  };
}

interface Head {
  size: number;
  root: string;
}

export async function checkGrowth(older: Head, newer: Head, fetch: Fetch): Promise<Checked> {
  const host = hostOf();
  if (host === null) return NO_HOST;
  const [oldRoot, newRoot] = [decodeBase64(older.root), decodeBase64(newer.root)];
  if (oldRoot === null || newRoot === null) return { verdict: "not-checked", code: "host.octets" };
  if (older.size === 0) return { verdict: "holds" };
  const tiles = new Tiles(host, newer.size, fetch);
  return checked(async () => {
    const proof = await tiles.consistency(older.size);
    const claim = {
      oldSize: BigInt(older.size),
      newSize: BigInt(newer.size),
      oldRoot,
      newRoot,
    };
    await checkConsistency(host, claim, proof);
  });
}
