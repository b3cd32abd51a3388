// The second checker (web/checker), which this application has its proofs checked by. It is compiled
// under settings of its own; what of it is used here is declared here.
declare module "@checker/verdict.ts" {
  export class Failed extends Error {
    readonly fault: { code: string; place?: string };
  }
}
declare module "@checker/octets.ts" {
  export function encodeBase64(octets: Uint8Array): string;
  export function decodeBase64(text: string): Uint8Array | null;
  export function equal(left: Uint8Array, right: Uint8Array): boolean;
  export function utf8(text: string): Uint8Array;
}
declare module "@checker/merkle.ts" {
  interface Host {
    subtle: SubtleCrypto;
  }
  export type Hash = Uint8Array;
  export function leafHash(host: Host, entry: Uint8Array): Promise<Hash>;
  export function nodeHash(host: Host, left: Hash, right: Hash): Promise<Hash>;
  export function rootOf(host: Host, hashes: readonly Hash[]): Promise<Hash>;
  export function checkInclusion(
    host: Host,
    claim: { index: bigint; size: bigint; leaf: Hash },
    path: readonly Hash[],
    root: Hash,
  ): Promise<void>;
  export function checkConsistency(
    host: Host,
    claim: { oldSize: bigint; newSize: bigint; oldRoot: Hash; newRoot: Hash },
    proof: readonly Hash[],
  ): Promise<void>;
}
declare module "@checker/note.ts" {
  export interface VerifierKey {
    name: string;
    type: number;
    key: Uint8Array;
    id: Uint8Array;
  }
  export function parseVkey(host: { subtle: SubtleCrypto }, text: string): Promise<VerifierKey>;
}
declare module "@checker/checkpoint.ts" {
  import type { VerifierKey } from "@checker/note.ts";
  export interface SignedCheckpoint {
    checkpoint: { origin: string; size: bigint; root: Uint8Array; extensions: string[] };
    note: { text: string; signatures: { name: string; id: Uint8Array; octets: Uint8Array }[] };
  }
  export function parseCheckpoint(
    host: { subtle: SubtleCrypto },
    octets: Uint8Array,
  ): Promise<SignedCheckpoint>;
  export function signaturesOf(
    signed: SignedCheckpoint,
    trust: { log: VerifierKey; witnesses: readonly VerifierKey[] },
  ): unknown;
  export function verifySignatures(
    host: { subtle: SubtleCrypto },
    found: unknown,
  ): Promise<{ witness: string; time: bigint }[]>;
}
declare module "@checker/proof.ts" {
  export interface ProofFile {
    extra?: Uint8Array;
    index: bigint;
    hashes: Uint8Array[];
    checkpoint: Uint8Array;
  }
  export function parseProof(octets: Uint8Array): ProofFile;
}
declare module "@checker/entry.ts" {
  export function decodeEntry(octets: Uint8Array): {
    recorded: bigint;
    custody: boolean;
    statement: Uint8Array;
  };
}
declare module "@checker/tiles.ts" {
  export const TILE_WIDTH: number;
  export function tilePath(level: number, index: bigint, width: number): string;
}
