// A log as static files: what `concordat log export` writes and what a log serves, checked as
// spec/formats/log-folder.md says.
import {
  Checkpoint,
  Cosigned,
  parseCheckpoint,
  signaturesOf,
  Trust,
  verifySignatures,
} from "./checkpoint.js";
import { decodeBundle, decodeEntry } from "./entry.js";
import { Host } from "./host.js";
import { Hash, leafHash, rootOf } from "./merkle.js";
import { equal } from "./octets.js";
import { TILE_WIDTH, tilePath } from "./tiles.js";
import { Failed, Fault, Verdict } from "./verdict.js";

// Where the files are. Null when there is none of that path.
export interface Folder {
  read(path: string): Promise<Uint8Array | null>;
}

// A log can be wrong in every entry; a report of that length helps nobody.
const MAX_FAULTS = 1_000;

// Faults of which the remedy is to fetch what is not there: nothing has been shown to be wrong.
const MISSING = "tile.missing";

export interface Checked {
  checkpoint: Checkpoint;
  cosigned: Cosigned[];
  faults: Fault[];
  // There was more to find.
  truncated: boolean;
}

export function verdictOfFaults(faults: readonly Fault[]): Verdict {
  if (faults.length === 0) return "holds";
  return faults.every(({ cause }) => cause === MISSING) ? "not-checked" : "does-not-hold";
}

// The bytes of a tile of that width: the partial one, or the head of the full one that has taken its
// place, as `cut` makes it.
async function readTile<T>(
  folder: Folder,
  path: (width: number) => string,
  width: number,
  decode: (octets: Uint8Array, width: number) => T[],
): Promise<T[]> {
  const own = await folder.read(path(width));
  if (own) return decode(own, width);
  const full = width === TILE_WIDTH ? null : await folder.read(path(TILE_WIDTH));
  if (!full) throw new Failed(MISSING);
  return decode(full, TILE_WIDTH).slice(0, width);
}

function hashesOf(octets: Uint8Array, width: number): Hash[] {
  if (octets.length !== 32 * width) throw new Failed("tile.length");
  return Array.from({ length: width }, (_, at) => octets.slice(32 * at, 32 * at + 32));
}

class Check {
  readonly faults: Fault[] = [];
  truncated = false;
  #host: Host;
  #folder: Folder;
  #levels: Hash[][] = [];
  #done: bigint[] = []; // full tiles, by level
  #latest = 0n;
  #hole = false;

  constructor(host: Host, folder: Folder) {
    this.#host = host;
    this.#folder = folder;
  }

  async run({ size, root }: Checkpoint): Promise<void> {
    const width = BigInt(TILE_WIDTH);
    for (let first = 0n; first < size && !this.truncated; first += width) {
      const left = size - first;
      await this.#bundle(first, left < width ? Number(left) : TILE_WIDTH);
    }
    if (this.#hole || this.truncated) return;
    for (let level = 0; level < this.#levels.length; ++level) {
      if (this.#levels[level]?.length) await this.#compare(level);
    }
    const derived = await this.#root();
    if (!equal(derived, root)) this.#report({ code: "fsck.root", index: size });
  }

  async #bundle(first: bigint, width: number): Promise<void> {
    const path = (wanted: number) => tilePath("entries", first / BigInt(TILE_WIDTH), wanted);
    let entries: Uint8Array[];
    try {
      entries = await readTile(this.#folder, path, width, decodeBundle);
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      for (let at = 0n; at < BigInt(width); ++at) {
        const cause = error.fault.code;
        this.#report({ code: "fsck.entry-unreadable", index: first + at, cause });
      }
      this.#hole = true;
      return;
    }
    for (const [at, octets] of entries.entries()) {
      this.#form(first + BigInt(at), octets);
      if (!this.#hole) await this.#append(0, await leafHash(this.#host, octets));
    }
  }

  #form(index: bigint, octets: Uint8Array): void {
    try {
      const { recorded } = decodeEntry(octets);
      if (recorded < this.#latest) this.#report({ code: "fsck.recorded", index });
      else this.#latest = recorded;
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      this.#report({ code: "fsck.entry-form", index, cause: error.fault.code });
    }
  }

  // A hash at a level of tiles; a tile that is full now is compared, and its root goes a level up.
  async #append(level: number, hash: Hash): Promise<void> {
    const hashes = (this.#levels[level] ??= []);
    hashes.push(hash);
    if (hashes.length < TILE_WIDTH) return;
    await this.#compare(level);
    this.#levels[level] = [];
    this.#done[level] = (this.#done[level] ?? 0n) + 1n;
    await this.#append(level + 1, await rootOf(this.#host, hashes));
  }

  async #compare(level: number): Promise<void> {
    const derived = this.#levels[level] ?? [];
    const tile = this.#done[level] ?? 0n;
    const path = (width: number) => tilePath(level, tile, width);
    const place = path(derived.length);
    const under = BigInt(TILE_WIDTH) ** BigInt(level);
    const first = tile * BigInt(TILE_WIDTH) * under;
    try {
      const published = await readTile(this.#folder, path, derived.length, hashesOf);
      for (const [at, hash] of derived.entries()) {
        if (equal(hash, published[at] ?? new Uint8Array())) continue;
        const code = level === 0 ? "fsck.leaf" : "fsck.tile";
        this.#report({ code, index: first + BigInt(at) * under, place });
      }
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      this.#report({ code: "fsck.tile", index: first, place, cause: error.fault.code });
    }
  }

  // The partial tiles, from the smallest subtrees at the right edge to the largest.
  async #root(): Promise<Hash> {
    let right: Hash | undefined;
    for (const hashes of this.#levels) {
      const all = right ? [...hashes, right] : hashes;
      if (all.length > 0) right = await rootOf(this.#host, all);
    }
    return right ?? rootOf(this.#host, []);
  }

  #report(fault: Fault): void {
    if (this.faults.length < MAX_FAULTS) this.faults.push(fault);
    else this.truncated = true;
  }
}

// Throws Failed when the checkpoint is missing, is not the log's, or does not hold.
export async function checkFolder(host: Host, folder: Folder, trust: Trust): Promise<Checked> {
  const octets = await folder.read("checkpoint");
  if (!octets) throw new Failed("checkpoint.missing");
  const signed = await parseCheckpoint(host, octets);
  const cosigned = await verifySignatures(host, signaturesOf(signed, trust));
  const check = new Check(host, folder);
  await check.run(signed.checkpoint);
  const { faults, truncated } = check;
  return { checkpoint: signed.checkpoint, cosigned, faults, truncated };
}
