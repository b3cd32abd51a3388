// A record with everything on file about it, as of now or of an earlier size of the log.
import { get, segment, target } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import type { AsOf, Resource, StatementHead } from "../api/types.ts";
import { DESCRIBED_BY, type Kind } from "./kinds.ts";
import type { Effective } from "./spans.ts";

export type Body = Record<string, unknown>;

export interface Basis {
  kind: string;
  source?: string;
  address?: string;
  digest?: string;
  read?: string;
  row?: string;
}

export interface Statement {
  id: string;
  type: string;
  author: string;
  basis: Basis;
  effective: Effective;
  decided?: string;
  published?: string;
  legalBasis?: string;
  cause?: string;
  effect?: string;
  corrects?: { statement: string; kind: string; whole?: boolean };
  note?: string;
  body: Body;
}

// A statement and its place in the log.
export interface Stated {
  index: number;
  recorded: string;
  digest?: string;
  statement: Statement;
}

export interface WholeRecord {
  kind: Kind;
  id: string;
  // What describes it.
  body: Body;
  described: Stated;
  // Everything about it, newest first; whole statements up to a bound, heads of the others.
  trail: Stated[];
  heads: StatementHead[];
  log: { origin: string; size: number };
}

// More of a record's history is read when somebody asks for it, in the log.
const MOST_STATEMENTS = 120;
// Entries of the log read in one go, though not all are of this record.
const NEAR = 12;

export async function logNow(signal?: AbortSignal): Promise<{ origin: string; size: number }> {
  return get<{ origin: string; size: number }>("/v1", signal);
}

// Runs of indices that lie near each other: a record's statements were often filed together.
export function runsOf(indices: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const index of [...indices].sort((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run !== undefined && index - run[1] <= NEAR && index - run[0] < 100) run[1] = index;
    else runs.push([index, index]);
  }
  return runs;
}

export async function statements(
  indices: readonly number[],
  signal?: AbortSignal,
): Promise<Stated[]> {
  const wanted = new Set(indices);
  const read = async ([first, last]: [number, number]): Promise<Stated[]> => {
    if (first === last) return [await get<Stated>(`/v1/statements/${first}`, signal)];
    const address = target("/v1/statements", { after: first, limit: last - first + 1 });
    return (await get<{ items: Stated[] }>(address, signal)).items;
  };
  const found = (await inTurns(runsOf(indices), 4, read)).flat();
  return found.filter((one) => wanted.has(one.index));
}

// Some of it at a time: a server is not flooded, and a slow line has its order.
export async function inTurns<In, Out>(
  all: readonly In[],
  atOnce: number,
  work: (one: In) => Promise<Out>,
): Promise<Out[]> {
  const done: Out[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < all.length) {
      const at = next++;
      done[at] = await work(all[at] as In);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
  return done;
}

export const NOT_THEN = "web.record.not-then";

const isHead = (kind: Kind, head: StatementHead): boolean => head.type === DESCRIBED_BY[kind];

export async function loadRecord(
  kind: Kind,
  id: string,
  asOf: number | null,
  signal: AbortSignal,
): Promise<WholeRecord> {
  const [found, now] = await Promise.all([
    get<Resource>(`/v1/${kind}/${segment(id)}`, signal),
    logNow(signal),
  ]);
  const size = asOf === null ? now.size : Math.min(asOf, now.size);
  const heads = found.trail.filter((head) => head.index < size);
  // What described it then: the newest word up to that size.
  const current = found.statement.index < size;
  const head = current ? found.statement : heads.find((one) => isHead(kind, one));
  if (head === undefined) throw new Problem({ code: NOT_THEN });
  const indices = [head, ...heads.slice(0, MOST_STATEMENTS)].map((one) => one.index);
  const trail = await statements([...new Set(indices)], signal);
  trail.sort((one, other) => other.index - one.index);
  const described = trail.find((one) => one.index === head.index);
  if (described === undefined) throw new Problem({ code: NOT_THEN });
  const { origin } = now;
  return {
    kind, id: found.id, body: described.statement.body, described, trail, heads,
    log: { origin, size },
  };
}

export const ofType = (record: WholeRecord, ...types: string[]): Stated[] =>
  record.trail.filter((one) => types.includes(one.statement.type));

const MOST_PAGES = 10;
// Suspensions, reinstatements and ends of statements.
export const statusChanges = (size: number, signal?: AbortSignal): Promise<Stated[]> =>
  everyStatement("status-change", size, signal);

// Of types that have few statements in any registry.
export async function everyStatement(
  type: string,
  size: number,
  signal?: AbortSignal,
): Promise<Stated[]> {
  const found: Stated[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; ++page) {
    const address: string = target("/v1/statements", { type, limit: 500, after });
    const { items, next } = await get<{ items: Stated[]; next?: string }>(address, signal);
    found.push(...items.filter((one) => one.index < size));
    if (next === undefined) break;
    after = next;
  }
  return found;
}

export type { AsOf };
