// The tree of RFC 9162 section 2.1 and its proofs, after the text of sections 2.1.3 and 2.1.4.
import { Host, sha256 } from "./host.js";
import { equal } from "./octets.js";
import { Failed } from "./verdict.js";

export type Hash = Uint8Array;

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

export function leafHash(host: Host, entry: Uint8Array): Promise<Hash> {
  return sha256(host, LEAF, entry);
}
export function nodeHash(host: Host, left: Hash, right: Hash): Promise<Hash> {
  return sha256(host, NODE, left, right);
}
export function emptyRoot(host: Host): Promise<Hash> {
  return sha256(host);
}

// The root over hashes of equal subtrees, by the recursive definition: split at the largest power of
// two below the number.
export async function rootOf(host: Host, hashes: readonly Hash[]): Promise<Hash> {
  const [first] = hashes;
  if (first === undefined) return emptyRoot(host);
  if (hashes.length === 1) return first;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(
    host,
    await rootOf(host, hashes.slice(0, split)),
    await rootOf(host, hashes.slice(split)),
  );
}

export interface Inclusion {
  index: bigint;
  size: bigint;
  leaf: Hash;
}

// RFC 9162 section 2.1.3.2.
export async function checkInclusion(
  host: Host,
  claim: Inclusion,
  path: readonly Hash[],
  root: Hash,
): Promise<void> {
  if (claim.index >= claim.size) throw new Failed("merkle.index");
  let fn = claim.index;
  let sn = claim.size - 1n;
  let r = claim.leaf;
  for (const p of path) {
    if (sn === 0n) throw new Failed("merkle.proof-length");
    if ((fn & 1n) === 1n || fn === sn) {
      r = await nodeHash(host, p, r);
      if ((fn & 1n) === 0n) {
        do {
          fn >>= 1n;
          sn >>= 1n;
        } while ((fn & 1n) === 0n && fn !== 0n);
      }
    } else {
      r = await nodeHash(host, r, p);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  if (sn !== 0n) throw new Failed("merkle.proof-length");
  if (!equal(r, root)) throw new Failed("merkle.root-mismatch");
}

export interface Consistency {
  oldSize: bigint;
  newSize: bigint;
  oldRoot: Hash;
  newRoot: Hash;
}

// RFC 9162 section 2.1.4.2, for 0 < old size <= new size; equal sizes have an empty proof.
export async function checkConsistency(
  host: Host,
  claim: Consistency,
  proof: readonly Hash[],
): Promise<void> {
  const { oldSize: first, newSize: second } = claim;
  if (first === 0n || first > second) throw new Failed("merkle.size");
  if (first === second) {
    if (proof.length !== 0) throw new Failed("merkle.proof-length");
    if (!equal(claim.oldRoot, claim.newRoot)) throw new Failed("merkle.root-mismatch");
    return;
  }
  // A power of two: the old tree is a subtree of the new one, and the proof does not repeat it.
  const path = (first & (first - 1n)) === 0n ? [claim.oldRoot, ...proof] : [...proof];
  const [start, ...rest] = path;
  if (start === undefined) throw new Failed("merkle.proof-length");
  let fn = first - 1n;
  let sn = second - 1n;
  while ((fn & 1n) === 1n) {
    fn >>= 1n;
    sn >>= 1n;
  }
  let fr = start;
  let sr = start;
  for (const c of rest) {
    if (sn === 0n) throw new Failed("merkle.proof-length");
    if ((fn & 1n) === 1n || fn === sn) {
      fr = await nodeHash(host, c, fr);
      sr = await nodeHash(host, c, sr);
      while (fn !== 0n && (fn & 1n) === 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      sr = await nodeHash(host, sr, c);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  if (sn !== 0n) throw new Failed("merkle.proof-length");
  if (!equal(fr, claim.oldRoot)) throw new Failed("merkle.root-mismatch", "old root");
  if (!equal(sr, claim.newRoot)) throw new Failed("merkle.root-mismatch", "new root");
}
