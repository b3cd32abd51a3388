// Log entries and the bundles they travel in, as spec/formats/entry.md writes them down.
import { number64 } from "./octets.js";
import { Failed } from "./verdict.js";

const VERSION = 1;
const HEADER_SIZE = 10;
const MAX_ENTRY_SIZE = 65_535;
const CUSTODY = 1;

export interface Entry {
  // Milliseconds since 1970.
  recorded: bigint;
  custody: boolean;
  statement: Uint8Array;
}

export function decodeEntry(octets: Uint8Array): Entry {
  if (octets.length > MAX_ENTRY_SIZE) throw new Failed("entry.too-large");
  if (octets.length < HEADER_SIZE) throw new Failed("entry.short");
  if (octets[0] !== VERSION) throw new Failed("entry.version");
  const recorded = number64(octets.slice(1, 9));
  if (recorded >= 1n << 63n) throw new Failed("entry.recorded");
  const flags = octets[9] ?? 0;
  if ((flags & ~CUSTODY) !== 0) throw new Failed("entry.flags");
  const statement = octets.slice(HEADER_SIZE);
  if (statement.length === 0) throw new Failed("entry.statement");
  return { recorded, custody: flags === CUSTODY, statement };
}

// Exactly `count` entries, each behind its length in two octets, and nothing after the last.
export function decodeBundle(octets: Uint8Array, count: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + 2 > octets.length) throw new Failed("bundle.form", `byte ${at}`);
    const size = ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0);
    if (at + 2 + size > octets.length) throw new Failed("bundle.form", `byte ${at}`);
    entries.push(octets.slice(at + 2, at + 2 + size));
    at += 2 + size;
  }
  if (at !== octets.length) throw new Failed("bundle.form", `byte ${at}`);
  return entries;
}
