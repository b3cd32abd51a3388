// Hashes of subtrees out of the tiles that the log serves (C2SP tlog-tiles), and from them a proof
// that an older tree is the beginning of a newer one (RFC 9162 section 2.1.4.1).
import { nodeHash, rootOf, type Hash } from "@checker/merkle.ts";
import { TILE_WIDTH, tilePath } from "@checker/tiles.ts";
import { largestPowerBelow } from "./path.ts";

export type Fetch = (path: string) => Promise<Uint8Array>;

const HASH_SIZE = 32;
const LEVEL_BITS = 8;

export class Tiles {
  readonly #host: { subtle: SubtleCrypto };
  readonly #fetch: Fetch;
  readonly #size: number;
  readonly #known = new Map<string, Promise<Uint8Array>>();

  constructor(host: { subtle: SubtleCrypto }, size: number, fetch: Fetch) {
    this.#host = host;
    this.#size = size;
    this.#fetch = fetch;
  }

  // How many whole subtrees of a level there are.
  #count(level: number): number {
    return Math.floor(this.#size / TILE_WIDTH ** level);
  }

  async #hashes(level: number, from: number, count: number): Promise<Hash[]> {
    const tile = Math.floor(from / TILE_WIDTH);
    const width = Math.min(TILE_WIDTH, this.#count(level) - tile * TILE_WIDTH);
    const path = tilePath(level, BigInt(tile), width);
    const known = this.#known.get(path) ?? this.#fetch(path);
    this.#known.set(path, known);
    const octets = await known;
    if (octets.length !== width * HASH_SIZE) throw new Error("tile.size");
    return Array.from({ length: count }, (_, at) => {
      const start = (from - tile * TILE_WIDTH + at) * HASH_SIZE;
      return octets.slice(start, start + HASH_SIZE);
    });
  }

  // The root over the entries from `start` up to `end`: any subtree that a proof may name.
  async root(start: number, end: number): Promise<Hash> {
    const count = end - start;
    const split = largestPowerBelow(count);
    if (count > 1 && split * 2 !== count) {
      const left = await this.root(start, start + split);
      return nodeHash(this.#host, left, await this.root(start + split, end));
    }
    const level = Math.floor(Math.log2(count) / LEVEL_BITS);
    const each = TILE_WIDTH ** level;
    return rootOf(this.#host, await this.#hashes(level, start / each, count / each));
  }

  // SUBPROOF of RFC 9162 section 2.1.4.1.
  async consistency(oldSize: number): Promise<Hash[]> {
    const proof: Hash[] = [];
    let start = 0;
    let end = this.#size;
    let isWhole = true;
    const others: [number, number][] = [];
    while (end - start !== oldSize - start) {
      const split = start + largestPowerBelow(end - start);
      if (oldSize <= split) {
        others.unshift([split, end]);
        end = split;
      } else {
        others.unshift([start, split]);
        start = split;
        isWhole = false;
      }
    }
    if (!isWhole) proof.push(await this.root(start, end));
    for (const [from, until] of others) proof.push(await this.root(from, until));
    return proof;
  }
}
