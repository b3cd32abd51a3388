import { webcrypto } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkConsistency, checkInclusion, leafHash, rootOf } from "@checker/merkle.ts";
import { climb, stepsTo } from "./path.ts";
import { compare, recall, remember } from "./remembered.ts";
import { Tiles } from "./tiles.ts";

const host = { subtle: webcrypto.subtle as unknown as SubtleCrypto };
const entry = (at: number): Uint8Array => Uint8Array.of(at & 255, at >> 8);
const leaves = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, at) => leafHash(host, entry(at))));

describe("the way to the root", () => {
  it("is, for every entry of small trees, the way that a proof takes", async () => {
    for (const size of [1, 2, 3, 5, 8, 13]) {
      const all = await leaves(size);
      const root = await rootOf(host, all);
      for (let index = 0; index < size; ++index) {
        const steps = stepsTo(index, size);
        const others = await Promise.all(
          steps.map(({ other }) => rootOf(host, all.slice(other.start, other.end))),
        );
        const leaf = all[index]!;
        const claim = { index: BigInt(index), size: BigInt(size), leaf };
        await checkInclusion(host, claim, others, root);
        const reached = await climb(host, leaf, steps, others);
        expect(reached.at(-1) ?? leaf).toEqual(root);
        expect(steps.at(-1)?.whole ?? { start: 0, end: 1 }).toEqual({ start: 0, end: size });
      }
    }
  });
});

// A log's tiles as a server has them.
async function served(size: number) {
  const all = await leaves(size);
  const level1: Uint8Array[] = [];
  for (let at = 0; at + 256 <= size; at += 256) {
    level1.push(await rootOf(host, all.slice(at, at + 256)));
  }
  const asked: string[] = [];
  const fetch = async (path: string): Promise<Uint8Array> => {
    asked.push(path);
    const [, level = "0", tile = "000", , width] =
      /^tile\/(\d)\/(\d{3})(\.p\/(\d+))?$/.exec(path) ?? [];
    const hashes = level === "0" ? all : level1;
    const from = Number(tile) * 256;
    return Buffer.concat(hashes.slice(from, from + Number(width ?? 256)));
  };
  return { all, fetch, asked };
}

describe("consistency out of tiles", () => {
  it("holds between a log and what it grew to", async () => {
    const size = 700;
    const { all, fetch } = await served(size);
    const newRoot = await rootOf(host, all);
    for (const older of [1, 2, 3, 255, 256, 257, 511, 512, 699, 700]) {
      const oldRoot = await rootOf(host, all.slice(0, older));
      const proof = await new Tiles(host, size, fetch).consistency(older);
      const claim = { oldSize: BigInt(older), newSize: BigInt(size), oldRoot, newRoot };
      await checkConsistency(host, claim, proof);
      const forged = { ...claim, oldRoot: await leafHash(host, entry(9999)) };
      await expect(checkConsistency(host, forged, proof)).rejects.toThrow();
    }
  });

  it("asks for each tile once", async () => {
    const { fetch, asked } = await served(600);
    await new Tiles(host, 600, fetch).consistency(301);
    expect(new Set(asked).size).toBe(asked.length);
  });
});

describe("the checkpoint that this browser remembers", () => {
  const seen = { size: 10, root: "a", at: 1 };

  it("tells growth, a fork and a log that shrank apart", () => {
    expect(compare(null, { size: 1, root: "a" }).kind).toBe("first");
    expect(compare(seen, { size: 10, root: "a" }).kind).toBe("same");
    expect(compare(seen, { size: 11, root: "b" }).kind).toBe("grown");
    expect(compare(seen, { size: 10, root: "b" }).kind).toBe("forked");
    expect(compare(seen, { size: 9, root: "c" }).kind).toBe("shrunk");
  });

  it("is kept for each log of its own, and nothing comes of what is not one", () => {
    const kept = new Map<string, string>();
    const memory = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    remember(memory, "one.example/log", seen);
    expect(recall(memory, "one.example/log")).toEqual(seen);
    expect(recall(memory, "two.example/log")).toBeNull();
    kept.set("concordat.checkpoint two.example/log", "{}");
    expect(recall(memory, "two.example/log")).toBeNull();
    expect(recall(null, "one.example/log")).toBeNull();
  });
});
