// Receipts, as spec/formats/receipt.md and bundle.md write them down: by the key of the log alone.
// Whether the answer is right only a registry or a bundle can derive.
import { parseCheckpoint, signaturesOf, Trust, verifySignatures } from "./checkpoint.js";
import { holds, Host } from "./host.js";
import {
  ed25519Key,
  encodeBase64url,
  isObject,
  Json,
  JsonObject,
  objectIn,
  parseJws,
  readObject,
  textIn,
} from "./jws.js";
import { Hash, leafHash, nodeHash } from "./merkle.js";
import { decodeBase64, encodeBase64, equal, joined, textOf, utf8 } from "./octets.js";
import { Failed } from "./verdict.js";

const MAX_RECEIPT_SIZE = 1 << 20;
const MAX_ENTRY_SIZE = 65_535;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export interface Receipted {
  origin: string;
  size: bigint;
  signer: string;
  made: string;
  entries: number;
  answer: JsonObject;
}

// The subtrees of a log from its left end, each higher than the one to its right.
class Stack {
  private readonly trees: { height: number; root: Hash }[] = [];
  size = 0;

  async push(host: Host, height: number, root: Hash): Promise<void> {
    const count = 2 ** height;
    if (this.size % count !== 0 || !Number.isSafeInteger(this.size + count)) {
      throw new Failed("extract.place");
    }
    let joinedTree = { height, root };
    for (let last = this.trees.at(-1); last?.height === joinedTree.height; last = this.trees.at(-1)) {
      this.trees.pop();
      joinedTree = {
        height: joinedTree.height + 1,
        root: await nodeHash(host, last.root, joinedTree.root),
      };
    }
    this.trees.push(joinedTree);
    this.size += count;
  }

  async root(host: Host): Promise<Hash | null> {
    let root: Hash | null = null;
    for (const tree of [...this.trees].reverse()) {
      root = root === null ? tree.root : await nodeHash(host, tree.root, root);
    }
    return root;
  }
}

interface Entry {
  recorded: number;
  statement: JsonObject;
}

function hasExactly(json: JsonObject, names: readonly string[]): boolean {
  return Object.keys(json).length === names.length && names.every((name) => Object.hasOwn(json, name));
}

function isCount(json: Json | undefined): json is number {
  return typeof json === "number" && Number.isSafeInteger(json) && json >= 0;
}

// The octets that the tree hashes, from an entry that is spelt out.
function octetsOf(piece: JsonObject): Uint8Array {
  const { recorded, custody } = piece;
  const [header, payload, signature] = ["header", "payload", "signature"].map((name) =>
    textIn(piece, name),
  );
  if (
    !isCount(piece["index"]) || !isCount(recorded) || typeof custody !== "boolean" ||
    header === null || header === undefined || payload === null || payload === undefined ||
    signature === null || signature === undefined
  ) {
    throw new Failed("receipt.form");
  }
  const statement = [header, payload].map((text) => encodeBase64url(utf8(text))).join(".");
  const head = new Uint8Array(10);
  head[0] = 1;
  new DataView(head.buffer).setBigUint64(1, BigInt(recorded));
  head[9] = custody ? 1 : 0;
  const octets = joined(head, utf8(`${statement}.${signature}`));
  if (octets.length > MAX_ENTRY_SIZE) throw new Failed("entry.too-large");
  return octets;
}

async function readLog(host: Host, pieces: Json[]): Promise<{ entries: Map<number, Entry>; stack: Stack }> {
  const entries = new Map<number, Entry>();
  const stack = new Stack();
  for (const piece of pieces) {
    if (!isObject(piece)) throw new Failed("receipt.form");
    if (hasExactly(piece, ["from", "count", "root"])) {
      const height = isCount(piece["count"]) ? Math.log2(piece["count"]) : NaN;
      const root = decodeBase64(textIn(piece, "root") ?? "-");
      if (piece["from"] !== stack.size || !Number.isInteger(height) || root?.length !== 32) {
        throw new Failed("receipt.form");
      }
      await stack.push(host, height, root);
    } else if (
      hasExactly(piece, ["index", "recorded", "custody", "header", "payload", "signature"])
    ) {
      const octets = octetsOf(piece);
      const statement = readObject(textIn(piece, "payload") ?? "");
      if (piece["index"] !== stack.size || !statement) throw new Failed("receipt.form");
      entries.set(stack.size, { recorded: piece["recorded"] as number, statement });
      await stack.push(host, 0, await leafHash(host, octets));
    } else {
      throw new Failed("receipt.form");
    }
  }
  return { entries, stack };
}

// The log indices in every list `evidence`.
function evidenceIn(json: Json | undefined, found: Set<number>): void {
  if (Array.isArray(json)) {
    for (const element of json) evidenceIn(element, found);
  } else if (isObject(json)) {
    for (const [name, member] of Object.entries(json)) {
      if (name !== "evidence") evidenceIn(member, found);
      else if (Array.isArray(member)) for (const index of member) if (isCount(index)) found.add(index);
    }
  }
}

// Whether a statement surely holds on a day.
function holdsOn(statement: JsonObject, day: string): boolean {
  const effective = objectIn(statement, "effective");
  const from = effective && textIn(effective, "from");
  if (!effective || from === null || day < from) return false;
  const until = textIn(effective, "until");
  if (until === null) return true;
  return effective["untilInclusive"] === true ? day <= until : day < until;
}

// The key that a proved statement gives the operator, who is named by the first.
async function signerOf(host: Host, entries: Map<number, Entry>, kid: Json | undefined, made: string) {
  const founding = entries.get(0)?.statement;
  const founder = founding ? objectIn(objectIn(founding, "body") ?? {}, "operator") : null;
  const signer = founder ? textIn(founder, "organisation") : null;
  if (founder === null || signer === null) throw new Failed("receipt.signer-unknown");
  for (const [index, { statement }] of entries) {
    const body = objectIn(statement, "body") ?? {};
    const named = index === 0 ? founder : textIn(statement, "type") === "key" ? body : null;
    const jwk = named && objectIn(named, "key");
    if (!named || !jwk || textIn(named, "organisation") !== signer) continue;
    const key = await ed25519Key(host, jwk);
    if (key && key.thumbprint === kid && holdsOn(statement, made.slice(0, 10))) {
      return { signer, key: key.key, index };
    }
  }
  throw new Failed("receipt.signer-unknown");
}

function checkCited(answer: JsonObject, entries: Map<number, Entry>, others: number[]): void {
  const due = new Set<number>();
  for (const part of ["findings", "requirements", "conditions"]) evidenceIn(answer[part], due);
  for (const index of due) if (!entries.has(index)) throw new Failed("receipt.unproved");
  for (const index of others) due.add(index);
  for (const index of entries.keys()) if (!due.has(index)) throw new Failed("receipt.surplus");
}

export async function checkReceipt(host: Host, octets: Uint8Array, trust: Trust): Promise<Receipted> {
  const text = octets.length > MAX_RECEIPT_SIZE ? null : textOf(octets);
  if (text === null) throw new Failed("jws.form");
  const jws = parseJws(text);
  const payload = readObject(jws.payload);
  if (jws.header["typ"] !== "concordat-receipt" || !payload) throw new Failed("receipt.form");
  if (payload["version"] !== 1) throw new Failed("receipt.version");
  if (JSON.stringify(payload) !== jws.payload) throw new Failed("receipt.form");
  const answer = objectIn(payload, "answer");
  const asOf = answer && objectIn(answer, "asOf");
  const made = textIn(payload, "made");
  const log = payload["log"];
  if (
    !hasExactly(payload, ["version", "made", "answer", "checkpoint", "log"]) || !answer || !asOf ||
    made === null || !INSTANT.test(made) || !Array.isArray(log)
  ) {
    throw new Failed("receipt.form");
  }
  const signed = await parseCheckpoint(host, utf8(textIn(payload, "checkpoint") ?? ""));
  await verifySignatures(host, signaturesOf(signed, trust));
  const { origin, size, root } = signed.checkpoint;
  const { entries, stack } = await readLog(host, log);
  if (BigInt(stack.size) !== size) throw new Failed("receipt.form");
  const reached = await stack.root(host);
  if (!reached || !equal(reached, root)) throw new Failed("merkle.root-mismatch");
  const last = entries.get(stack.size - 1);
  if (
    asOf["origin"] !== origin || asOf["size"] !== stack.size || !last ||
    asOf["root"] !== encodeBase64(root) || asOf["time"] !== new Date(last.recorded).toISOString()
  ) {
    throw new Failed("receipt.as-of");
  }
  const { signer, key, index } = await signerOf(host, entries, jws.header["kid"], made);
  if (!(await holds(host, { key, message: jws.message, signature: jws.signature }))) {
    throw new Failed("offline.signature");
  }
  checkCited(answer, entries, [0, index, stack.size - 1]);
  return { origin, size, signer, made, entries: entries.size, answer };
}
