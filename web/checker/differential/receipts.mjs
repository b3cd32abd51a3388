// Receipts made from scratch, on a log of their own: whole ones, and ones that are altered at any of the
// steps by which they are made, then hashed, signed by the log and signed by the operator as if nothing
// had happened. So each check is reached whatever stands before it. It shares no code with either checker.
import { createHash, generateKeyPairSync, sign } from "node:crypto";

import { checkpointText, entry, keyPair, leafHash, nodeHash, rootOf, signedNote } from "./tree.mjs";

export const ORIGIN = "receipts.example/log";
export const log = keyPair(ORIGIN, 1, Buffer.alloc(32, 21));
export const stranger = keyPair("other.example/log", 1, Buffer.alloc(32, 22));
export const impostor = keyPair(ORIGIN, 1, Buffer.alloc(32, 23));
export const witness = keyPair("witness.example", 4, Buffer.alloc(32, 24));

export const OPERATOR = "registry.example";
const base64url = (octets) => Buffer.from(octets).toString("base64url");

// RFC 7638.
export function thumbprint({ crv, kty, x, y }) {
  const required = JSON.stringify(y === undefined ? { crv, kty, x } : { crv, kty, x, y });
  return createHash("sha256").update(required).digest("base64url");
}
// A key of somebody who signs: its JWK, its name, and how it signs.
const signer = (algorithm, jwk, signs) => ({ algorithm, jwk, kid: thumbprint(jwk), sign: signs });
function edwards(octet) {
  const pair = keyPair("", 1, Buffer.alloc(32, octet));
  const jwk = { kty: "OKP", crv: "Ed25519", x: base64url(pair.octets) };
  return { ...signer("EdDSA", jwk, (text) => sign(null, Buffer.from(text), pair.privateKey)), pair };
}
function elliptic(algorithm, namedCurve, hash) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve });
  const { kty, crv, x, y } = publicKey.export({ format: "jwk" });
  const key = { key: privateKey, dsaEncoding: "ieee-p1363" };
  return signer(algorithm, { kty, crv, x, y }, (text) => sign(hash, Buffer.from(text), key));
}
export const founder = edwards(31);
export const successor = edwards(32);
export const outsider = edwards(33);
// New ones each time: what is said of them does not depend on which.
export const p256 = elliptic("ES256", "P-256", "sha256");
export const p384 = elliptic("ES384", "P-384", "sha384");

const HEADER = { alg: "EdDSA", kid: founder.kid, typ: "concordat-statement" };
const SIGNATURE = base64url(Buffer.alloc(64, 7));
const ALWAYS = { from: "2020-01-01" };

// One statement of a log, with what is read of it; the log does not ask who signed.
export function statement(type, body, more = {}) {
  const { at = 0, effective = ALWAYS, custody = false } = more;
  return {
    recorded: 1780272000000 + at,
    custody,
    header: JSON.stringify(HEADER),
    payload: JSON.stringify({ id: `s${at}`, type, author: OPERATOR, effective, body }),
    signature: SIGNATURE,
  };
}
export const founding = (jwk = founder.jwk, more) =>
  statement("founding", { operator: { organisation: OPERATOR, key: jwk } }, more);
export const keyGiven = (jwk, more = {}) =>
  statement("key", { organisation: more.to ?? OPERATOR, key: jwk }, more);

// A log of eleven entries, three of which are cited, and whose operator changed its key.
export function world() {
  const { statements, kept, answer } = USUAL;
  return {
    ...USUAL,
    statements: statements.map((one) => ({ ...one })),
    kept: new Set(kept),
    answer: structuredClone(answer),
  };
}
function usualWorld() {
  const statements = [
    founding(),
    statement("economy", { code: "XA" }, { at: 1 }),
    keyGiven(successor.jwk, { at: 2, effective: { from: "2026-01-01", until: "2027-12-31", untilInclusive: true } }),
    keyGiven(successor.jwk, { at: 3, to: "body.example" }),
    statement("designation", { body: "body.example" }, { at: 4, custody: true }),
    statement("certificate", { certificate: "C-1" }, { at: 5 }),
    statement("certificate", { certificate: "C-2", holder: "Søren \u{1f600}" }, { at: 6 }),
    statement("requirement", { requirement: "R-1" }, { at: 7 }),
    statement("measure", { measure: "M-1" }, { at: 7 }),
    statement("measure", { measure: "M-2" }, { at: 9 }),
    statement("certificate-state", { certificate: "C-2" }, { at: 1000 }),
  ];
  return {
    statements,
    kept: new Set([0, 2, 4, 7, 10]),
    signer: successor,
    made: "2026-06-01T12:00:00.000Z",
    answer: {
      verdict: "conditional",
      extent: { whole: true },
      findings: [{ leg: "entitlement", code: "entitlement.designated", evidence: [4] }],
      requirements: [{ outcome: "conditional", routes: [{ findings: [{ evidence: [4, 7] }] }] }],
      conditions: [{ code: "currency.state", evidence: [10, 7] }],
      question: { market: "XA", date: "2026-06-01", product: { attributes: { evidence: [9] } } },
    },
  };
}
const USUAL = usualWorld();

// The same signed by the key of the founding, which needs no further statement.
export function foundersWorld() {
  const made = world();
  made.kept.delete(2);
  made.signer = founder;
  return made;
}

// Most entries of most logs here are the usual ones.
const usualLeaves = new Map();
function leafOf(one) {
  const { recorded, custody, header, payload, signature } = one;
  const text = [recorded, custody, header, payload, signature].join("\n");
  const known = usualLeaves.get(text);
  if (known) return known;
  const leaf = leafHash(octetsOf(one));
  if (usualLeaves.size < USUAL.statements.length) usualLeaves.set(text, leaf);
  return leaf;
}
const octetsOf = ({ recorded, custody, header, payload, signature }) =>
  entry(BigInt(recorded), `${base64url(header)}.${base64url(payload)}.${signature}`, {
    flags: custody ? 1 : 0,
  });

// The runs that are left out, as subtrees that are as large as their place allows.
function gaps(from, to, leaves) {
  const pieces = [];
  while (from < to) {
    let count = 1;
    while (from % (2 * count) === 0 && from + 2 * count <= to) count *= 2;
    pieces.push({ from, count, root: rootOf(leaves.slice(from, from + count)).toString("base64") });
    from += count;
  }
  return pieces;
}
export function piecesOf({ statements, kept }) {
  const leaves = statements.map(leafOf);
  const pieces = [];
  let from = 0;
  for (const index of [...kept].sort((left, right) => left - right)) {
    if (index >= statements.length) continue;
    const { recorded, custody, header, payload, signature } = statements[index];
    pieces.push(...gaps(from, index, leaves), { index, recorded, custody, header, payload, signature });
    from = index + 1;
  }
  return [...pieces, ...gaps(from, statements.length, leaves)];
}

// The root that the pieces lead to, by heights, as spec/formats/bundle.md says.
export function rootOfPieces(pieces) {
  const stack = [];
  for (const piece of pieces) {
    let tree = piece.count
      ? { count: BigInt(piece.count), root: Buffer.from(piece.root, "base64") }
      : { count: 1n, root: leafOf(piece) };
    while (stack.at(-1)?.count === tree.count) {
      const left = stack.pop();
      tree = { count: 2n * left.count, root: nodeHash(left.root, tree.root) };
    }
    stack.push(tree);
  }
  if (stack.length === 0) return rootOf([]);
  return stack.reduceRight((right, { root }) => (right ? nodeHash(root, right) : root), null);
}

// As the format prints it; integers beyond what a double holds are written as bigints.
export function print(json) {
  try {
    return JSON.stringify(json);
  } catch {
    const marked = (_, value) => (typeof value === "bigint" ? `@@${value}@@` : value);
    return JSON.stringify(json, marked).replace(/"@@(-?\d+)@@"/g, "$1");
  }
}

const timeOf = (recorded) => {
  const time = new Date(Number(recorded));
  return Number.isNaN(time.getTime()) ? "infinity" : time.toISOString();
};

// The log signs the same text again and again: that of the usual logs.
const signedOften = new Map();
function signedByLog(text) {
  const known = signedOften.get(text);
  if (known) return known;
  const note = signedNote(text, [log]);
  if (signedOften.size < 4) signedOften.set(text, note);
  return note;
}

// A receipt, in its octets. `alter` has a function for each step at which something may be put in the
// place of what honest people make: pieces, size, note, payload, text (of the payload), header,
// headerText, signature, compact.
export function issue(made, alter = {}) {
  const step = (name, usual, ...more) => (alter[name] ? alter[name](usual, ...more) : usual);
  const pieces = step("pieces", piecesOf(made));
  const root = rootOfPieces(pieces);
  const size = step("size", made.statements.length);
  const last = pieces.at(-1);
  const asOf = {
    size,
    semanticsVersion: 1,
    origin: ORIGIN,
    root: root.toString("base64"),
    time: timeOf(last?.recorded ?? 0),
  };
  const text = checkpointText(ORIGIN, size, root);
  const checkpoint = step("note", signedByLog(text), text);
  const payload = step("payload", {
    version: 1,
    made: made.made,
    answer: { ...made.answer, asOf },
    checkpoint,
    log: pieces,
  });
  return sealed(made.signer, payload, alter);
}

// The last steps: a payload under the operator's signature.
export function sealed(key, payload, alter = {}) {
  const step = (name, usual, ...more) => (alter[name] ? alter[name](usual, ...more) : usual);
  const header = step("header", { alg: key.algorithm, kid: key.kid, typ: "concordat-receipt" });
  const headerText = step("headerText", print(header));
  const input = `${base64url(headerText)}.${base64url(step("text", print(payload)))}`;
  const signature = step("signature", key.sign(input), input);
  return step("compact", `${input}.${base64url(signature)}`);
}

export const receiptCase = (octets, more = {}) => ({
  kind: "receipt",
  file: Buffer.from(octets).toString("base64"),
  log: log.vkey,
  witnesses: [],
  ...more,
});

// ---- what is put in the place of something, for `issue` -------------------------------------------------

export const altered = (object, change) => {
  change(object);
  return object;
};

// `make` is `world`, or what becomes of it by `change`.
export const of = (change = () => {}, make = world) => altered(make(), change);
export const payload = (change) => ({ payload: (usual) => altered(usual, change) });
export const header = (change) => ({ header: (usual) => altered(usual, change) });
export const answer = (change) => payload(({ answer: given }) => change(given));
export const text = (change) => ({ text: change });
// The usual receipt with something in one of its three parts.
export const part = (at, change) => ({
  compact: (usual) => usual.split(".").map((one, place) => (place === at ? change(one) : one)).join("."),
});
