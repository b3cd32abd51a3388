// Receipts, as spec/formats/receipt.md and bundle.md write them down: by the key of the log alone.
// Whether the answer is right only a registry or a bundle can derive.
import { Checkpoint, parseCheckpoint, signaturesOf, Trust, verifySignatures } from "./checkpoint.js";
import { Host } from "./host.js";
import { compact, isObject, Json, JsonObject, objectIn, readJson, textIn } from "./json.js";
import { checkSigned } from "./jwk.js";
import { encodeBase64url, Jws, parseJws } from "./jws.js";
import { emptyRoot, Hash, leafHash, nodeHash } from "./merkle.js";
import { decodeBase64, encodeBase64, equal, joined, lettersOf, textOf, utf8 } from "./octets.js";
import { instantOf, keyOf, operatorIn, readStatement } from "./statement.js";
import { Failed } from "./verdict.js";

const MAX_ENTRY_SIZE = 65_535;
const MAX_LOG_SIZE = 1n << 63n;
const MEMBERS = ["version", "made", "answer", "checkpoint", "log"];
const GAP = ["from", "count", "root"];
const ENTRY = ["index", "recorded", "custody", "header", "payload", "signature"];

export interface Receipted {
  origin: string;
  size: bigint;
  signer: string;
  made: string;
  entries: number;
  // The body of a determination, for showing: numbers as the host has them.
  answer: unknown;
}

// The subtrees of a log from its left end, each higher than the one to its right.
class Stack {
  readonly #trees: { count: bigint; root: Hash }[] = [];
  size = 0n;

  async push(host: Host, count: bigint, root: Hash): Promise<void> {
    if (this.size % count !== 0n || this.size + count > MAX_LOG_SIZE) {
      throw new Failed("extract.place");
    }
    let tree = { count, root };
    for (let last = this.#trees.at(-1); last?.count === tree.count; last = this.#trees.at(-1)) {
      this.#trees.pop();
      tree = { count: 2n * tree.count, root: await nodeHash(host, last.root, tree.root) };
    }
    this.#trees.push(tree);
    this.size += count;
  }

  async root(host: Host): Promise<Hash> {
    let root: Hash | null = null;
    for (const tree of [...this.#trees].reverse()) {
      root = root === null ? tree.root : await nodeHash(host, tree.root, root);
    }
    return root ?? emptyRoot(host);
  }
}

interface Entry {
  recorded: bigint;
  // JWS in compact form.
  statement: string;
}

function unfit(): Failed {
  return new Failed("receipt.form");
}

function hasInOrder(json: JsonObject, names: readonly string[]): boolean {
  return json.size === names.length && [...json.keys()].every((name, at) => name === names[at]);
}

function isCount(json: Json | undefined): json is bigint {
  return typeof json === "bigint" && json >= 0n;
}

function readEntry(piece: JsonObject, place: bigint): { entry: Entry; octets: Uint8Array } {
  const [index, recorded, custody] = [piece.get("index"), piece.get("recorded"), piece.get("custody")];
  const texts = ["header", "payload", "signature"].map((name) => textIn(piece, name));
  const [header, payload, signature] = texts;
  if (!isCount(index) || !isCount(recorded) || typeof custody !== "boolean") throw unfit();
  if (typeof header !== "string" || typeof payload !== "string" || index !== place) throw unfit();
  if (typeof signature !== "string") throw unfit();
  const parts = [header, payload].map((text) => encodeBase64url(utf8(text)));
  const statement = [...parts, signature].join(".");
  const head = new Uint8Array(10);
  head[0] = 1;
  new DataView(head.buffer).setBigUint64(1, recorded);
  head[9] = custody ? 1 : 0;
  const octets = joined(head, utf8(statement));
  if (octets.length > MAX_ENTRY_SIZE) throw new Failed("entry.too-large");
  return { entry: { recorded, statement }, octets };
}

function readGap(piece: JsonObject, place: bigint): { count: bigint; root: Hash } {
  const count = piece.get("count");
  const root = decodeBase64(textIn(piece, "root") ?? "-");
  if (!isCount(count) || count === 0n || (count & (count - 1n)) !== 0n) throw unfit();
  if (piece.get("from") !== place || root?.length !== 32) throw unfit();
  return { count, root };
}

// The entries, once they and the gaps between them lead to the checkpoint.
async function readLog(host: Host, pieces: Json[], { size, root }: Checkpoint) {
  const entries = new Map<bigint, Entry>();
  const stack = new Stack();
  for (const piece of pieces) {
    if (!isObject(piece)) throw unfit();
    if (hasInOrder(piece, ENTRY)) {
      const { entry, octets } = readEntry(piece, stack.size);
      entries.set(stack.size, entry);
      await stack.push(host, 1n, await leafHash(host, octets));
    } else if (hasInOrder(piece, GAP)) {
      const gap = readGap(piece, stack.size);
      await stack.push(host, gap.count, gap.root);
    } else {
      throw unfit();
    }
  }
  if (stack.size !== size) throw unfit();
  if (!equal(await stack.root(host), root)) throw new Failed("merkle.root-mismatch");
  return entries;
}

// The log indices in every list `evidence`.
function evidenceIn(json: Json | undefined, found: Set<bigint>): void {
  if (Array.isArray(json)) {
    for (const element of json) evidenceIn(element, found);
  } else if (isObject(json)) {
    for (const [name, member] of json) {
      if (name !== "evidence") evidenceIn(member, found);
      else if (Array.isArray(member)) for (const index of member) if (isCount(index)) found.add(index);
    }
  }
}

function checkCited(answer: JsonObject, entries: ReadonlyMap<bigint, Entry>, others: bigint[]): void {
  const due = new Set<bigint>();
  for (const part of ["findings", "requirements", "conditions"]) evidenceIn(answer.get(part), due);
  for (const index of due) if (!entries.has(index)) throw new Failed("receipt.unproved");
  for (const index of others) due.add(index);
  for (const index of entries.keys()) if (!due.has(index)) throw new Failed("receipt.surplus");
}

interface Payload {
  made: string;
  answer: JsonObject;
  asOf: JsonObject;
  checkpoint: string;
  log: Json[];
}

function readPayload(jws: Jws): Payload {
  if (jws.type !== "concordat-receipt") throw unfit();
  if (jws.keyId === "" || jws.header.size !== 3) throw new Failed("jws.header");
  const text = textOf(jws.payload);
  const payload = text === null ? undefined : readJson(text);
  if (!isObject(payload)) throw unfit();
  if (payload.get("version") !== 1n) throw new Failed("receipt.version");
  if (compact(payload) !== text || !hasInOrder(payload, MEMBERS)) throw unfit();
  const [made, checkpoint] = [textIn(payload, "made"), textIn(payload, "checkpoint")];
  const [answer, log] = [objectIn(payload, "answer"), payload.get("log")];
  const asOf = answer && objectIn(answer, "asOf");
  if (made === null || instantOf(made) === null || checkpoint === null) throw unfit();
  if (!answer || !asOf || !objectIn(answer, "question") || !Array.isArray(log)) throw unfit();
  return { made, answer, asOf, checkpoint, log };
}

// Null for times that cannot be written.
function timeOf(recorded: bigint): string | null {
  const time = new Date(Number(recorded)).getTime();
  const text = Number.isNaN(time) ? "" : new Date(time).toISOString();
  return instantOf(text) === null ? null : text;
}

function checkAsOf(asOf: JsonObject, { origin, size, root }: Checkpoint, last: Entry | undefined): void {
  const time = last ? timeOf(last.recorded) : null;
  if (
    textIn(asOf, "origin") !== origin || asOf.get("size") !== size ||
    textIn(asOf, "root") !== encodeBase64(root) || time === null || textIn(asOf, "time") !== time
  ) {
    throw new Failed("receipt.as-of");
  }
}

export async function checkReceipt(host: Host, octets: Uint8Array, trust: Trust): Promise<Receipted> {
  const jws = parseJws(lettersOf(octets));
  const { made, answer, asOf, checkpoint: note, log } = readPayload(jws);
  const signed = await parseCheckpoint(host, utf8(note));
  await verifySignatures(host, signaturesOf(signed, trust));
  const { checkpoint } = signed;
  const entries = await readLog(host, log, checkpoint);
  const last = checkpoint.size - 1n;
  checkAsOf(asOf, checkpoint, entries.get(last));
  const statements = new Map(
    [...entries].map(([index, entry]) => [index, readStatement(entry.statement)]),
  );
  const operator = operatorIn(statements.get(0n) ?? new Map());
  const claim = { operator: operator ?? "", keyId: jws.keyId, day: made.slice(0, 10) };
  const signer = operator === null ? null : await keyOf(host, statements, claim);
  if (operator === null || !signer) throw new Failed("receipt.signer-unknown");
  await checkSigned(host, jws, signer.key);
  checkCited(answer, entries, [0n, signer.index, last]);
  return {
    origin: checkpoint.origin,
    size: checkpoint.size,
    signer: operator,
    made,
    entries: entries.size,
    answer: JSON.parse(compact(answer)) as unknown,
  };
}
