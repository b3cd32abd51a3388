// Receipts with the verdict and the code that spec/formats/receipt.md asks for: good ones, and one or more of
// each kind of fault. Whatever is put in place of something is hashed and signed anew by those who would,
// unless the case is that it is not.
import { readFileSync } from "node:fs";

import { addCited, addSignatures, addSigners, addStatements } from "./receipt_signers.mjs";
import { namedKey, signatureLine, signatureNotReduced, signatureWithNeutralPoint, signedNote } from "./tree.mjs";
import {
  altered,
  answer,
  foundersWorld,
  founding,
  header,
  impostor,
  issue,
  log,
  of,
  ORIGIN,
  p256,
  p384,
  part,
  payload,
  piecesOf,
  receiptCase,
  stranger,
  successor,
  text,
  witness,
  world,
} from "./receipts.mjs";

const MEBIBYTE = 1 << 20;

export function namedReceipts() {
  const cases = [];
  const add = (name, verdict, code, alter, made = world(), more = {}) =>
    cases.push({ name: `receipt: ${name}`, verdict, code, put: receiptCase(issue(made, alter), more) });
  const good = (name, made, alter = {}) => add(name, "holds", "", alter, made);
  const bad = (name, code, alter, made, more) => add(name, "does-not-hold", code, alter, made, more);
  const open = (name, code, alter, made, more) => add(name, "not-checked", code, alter, made, more);
  const known = { good, bad, open };
  addGood(known);
  addForms(known);
  addHeaders(known);
  addPayloads(known);
  addCheckpoints(known);
  addLogs(known);
  addAsOf(known);
  addStatements(known);
  addSigners(known);
  addSignatures(known);
  addCited(known);
  return [...cases, ...published()];
}

// One receipt cut off after each octet, and with a bit of each octet turned: never one that holds.
export function* spoiltReceipts() {
  const octets = Buffer.from(issue(smallest()));
  for (let at = 0; at < octets.length; ++at) {
    yield { name: `receipt: cut off after ${at} octets`, refused: true, put: receiptCase(octets.subarray(0, at)) };
    const turned = Buffer.from(octets);
    turned[at] ^= 1 << at % 8;
    yield { name: `receipt: a bit of octet ${at} turned`, refused: true, put: receiptCase(turned) };
  }
}
const smallest = () => ({
  ...foundersWorld(),
  statements: [founding()],
  kept: new Set([0]),
  answer: { question: {} },
});

// What the format's document shows, and what another log's key says of it.
function published() {
  const file = readFileSync("spec/vectors/offline/kettle.receipt", "utf8").trimEnd();
  const key = readFileSync("spec/vectors/offline/log.key", "utf8").trimEnd();
  const put = (given, more) => receiptCase(given, { log: key, ...more });
  return [
    { name: "receipt: the worked one", verdict: "holds", code: "", put: put(file) },
    {
      name: "receipt: the worked one by another registry's key",
      verdict: "does-not-hold",
      code: "checkpoint.origin",
      put: put(file, { log: log.vkey }),
    },
  ];
}

function addGood({ good }) {
  good("signed by a key given later", world());
  good("signed by the founder's key", foundersWorld());
  for (const key of [p256, p384]) {
    const given = of((made) => (made.statements[0] = founding(key.jwk)), foundersWorld);
    good(`signed with ${key.algorithm}`, { ...given, signer: key });
  }
  good("a log of one entry", smallest());
  good("nothing cited", of((made) => {
    made.answer = { findings: [], question: {} };
    made.kept = new Set([0, 2, 10]);
  }));
  good("the whole log cited", of((made) => {
    made.kept = new Set(made.statements.keys());
    made.answer.findings[0].evidence = [...made.statements.keys()];
  }));
  good("a gap told in parts", world(), {
    pieces: (usual) => {
      const single = piecesOf({ ...world(), kept: new Set([0, 2, 4, 7, 8, 10]) }).find(({ from }) => from === 9);
      const other = piecesOf({ ...world(), kept: new Set([0, 2, 4, 7, 9, 10]) }).find(({ from }) => from === 8);
      return usual.flatMap((piece) => (piece.from === 8 ? [other, single] : [piece]));
    },
  });
  good("the largest log of which an answer can be", of((made) => (made.answer = { question: {} }), foundersWorld), largeLog((1n << 63n) - 1n));
  good("an answer with a number beyond 2^53", world(), answer((given) => (given.quantity = 9007199254740993n)));
  good("an answer with names that are numbers, not in their order", world(), text((usual) => usual.replace('"question":{', '"question":{"9":1,"10":2,"1":3,')));
  good("an answer with a name of the host", world(), text((usual) => usual.replace('"question":{', '"question":{"__proto__":{"evidence":[1]},')));
  good("a header with white space", world(), { headerText: (usual) => usual.replace(/,/g, " , ") });
  good("a header of 32 KiB", world(), { headerText: (usual) => usual.replace("{", `{${" ".repeat((32 << 10) - usual.length)}`) });
  good("a header in another order", world(), header((given) => {
    const { alg } = given;
    delete given.alg;
    given.alg = alg;
  }));
  good("a statement with white space", of((made) => (made.statements[4].payload = `${made.statements[4].payload.replace(/,/g, ",\n ")} `)));
  good("a statement of a type that nobody knows", of((made) => (made.statements[4].payload = '{"type":"of-tomorrow"}')));
  good("a cited statement that says nothing", of((made) => (made.statements[4].payload = "{}")));
  good("a list of evidence in a question", world(), answer((given) => (given.question.evidence = [9])));
  good("evidence that is no list of indices", world(), answer((given) => {
    given.findings.push({ evidence: 9 }, { evidence: { evidence: [9] } }, { evidence: ["9", -1, 9.5, null, [9]] });
  }));
  good("exactly a mebibyte", world(), filledTo(MEBIBYTE));
}

// What makes a receipt of that many octets: white space in the header, where the answer alone cannot.
function filledTo(size) {
  const alter = (spaces, filling) => ({
    ...answer((given) => (given.filling = "x".repeat(filling))),
    headerText: (usual) => usual.replace("{", `{${" ".repeat(spaces)}`),
  });
  const about = Math.floor(((size - issue(world(), alter(0, 0)).length) * 3) / 4) - 4;
  for (let at = 0; at < 64; ++at) {
    const made = alter(at % 4, about + Math.floor(at / 4));
    if (issue(world(), made).length === size) return made;
  }
  throw new Error(`no receipt of ${size} octets`);
}

function addForms({ bad }) {
  bad("empty", "jws.form", { compact: () => "" });
  bad("two dots alone", "jws.header", { compact: () => ".." });
  bad("two parts", "jws.form", { compact: (usual) => usual.slice(0, usual.lastIndexOf(".")) });
  bad("four parts", "jws.form", { compact: (usual) => `${usual}.` });
  bad("a line break at the end", "jws.form", { compact: (usual) => `${usual}\n` });
  bad("white space before", "jws.form", { compact: (usual) => ` ${usual}` });
  bad("not UTF-8", "jws.form", { compact: (usual) => Buffer.concat([Buffer.from(usual), Buffer.of(0xff)]) });
  bad("no alg, and behind it an octet that is not UTF-8", "jws.algorithm", {
    ...header((given) => delete given.alg),
    compact: (usual) => Buffer.concat([Buffer.from(usual), Buffer.of(0xe4)]),
  });
  bad("a mebibyte and an octet", "jws.form", filledTo(MEBIBYTE + 1));
  bad("more than a mebibyte", "jws.form", { compact: (usual) => usual + "A".repeat(MEBIBYTE) });
  bad("more than a mebibyte, signed", "jws.form", answer((given) => (given.filling = "x".repeat(MEBIBYTE))));
  bad("no signature", "jws.form", part(2, () => ""));
  const spellings = [
    ["padding", (one) => `${one}${"=".repeat((4 - (one.length % 4)) % 4 || 4)}`],
    ["the other alphabet", (one) => `${one.slice(0, 4)}+/+/${one.slice(4)}`],
    ["a line break", (one) => `${one.slice(0, 8)}\n${one.slice(8)}`],
    ["a letter too many", (one) => one + "A".repeat((5 - (one.length % 4)) % 4)],
    ["a letter that is not ASCII", (one) => `${one.slice(0, 4)}\u00e9${one.slice(5)}`],
  ];
  for (const at of [0, 1, 2]) {
    for (const [name, spell] of spellings) {
      bad(`${name} in part ${at}`, "jws.form", part(at, spell));
    }
  }
  // 64 octets leave four bits of the last letter unused.
  bad("unused bits set in the signature", "jws.form", part(2, (one) => one.slice(0, -1) + nextLetter(one.at(-1))));
  for (const filling of [0, 1, 2]) {
    const made = issue(world(), answer((given) => (given.filling = "x".repeat(filling)))).split(".")[1];
    if (made.length % 4 === 0) continue;
    bad(`unused bits set in a payload of ${made.length} letters`, "jws.form", {
      ...answer((given) => (given.filling = "x".repeat(filling))),
      ...part(1, (one) => one.slice(0, -1) + nextLetter(one.at(-1))),
    });
  }
}
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const nextLetter = (letter) => LETTERS[LETTERS.indexOf(letter) + 1];

function addHeaders({ bad }) {
  bad("alg none", "jws.algorithm", header((given) => (given.alg = "none")));
  bad("alg none and no signature", "jws.algorithm", { ...header((given) => (given.alg = "none")), ...part(2, () => "") });
  bad("a symmetric alg", "jws.algorithm", header((given) => (given.alg = "HS256")));
  bad("an unknown alg", "jws.algorithm", header((given) => (given.alg = "ES999")));
  bad("alg in lower case", "jws.algorithm", header((given) => (given.alg = "eddsa")));
  bad("the other name of EdDSA", "jws.algorithm", header((given) => (given.alg = "Ed25519")));
  bad("no alg", "jws.algorithm", header((given) => delete given.alg));
  bad("an alg that is no text", "jws.header", header((given) => (given.alg = ["EdDSA"])));
  bad("an alg that is null", "jws.header", header((given) => (given.alg = null)));
  bad("the alg of another key", "jws.algorithm", header((given) => (given.alg = "ES256")));
  bad("crit", "jws.critical", header((given) => (given.crit = ["exp"])));
  bad("crit, empty", "jws.critical", header((given) => (given.crit = [])));
  bad("crit, null", "jws.critical", header((given) => (given.crit = null)));
  bad("b64", "jws.critical", header((given) => (given.b64 = true)));
  bad("crit before an unknown alg", "jws.critical", header((given) => Object.assign(given, { crit: [], alg: "none" })));
  bad("an unknown typ", "receipt.form", header((given) => (given.typ = "concordat-receipt+v2")));
  bad("the typ of a bundle", "receipt.form", header((given) => (given.typ = "concordat-bundle")));
  bad("the typ of a statement", "receipt.form", header((given) => (given.typ = "concordat-statement")));
  bad("no typ", "receipt.form", header((given) => delete given.typ));
  bad("a typ that is no text", "jws.header", header((given) => (given.typ = 1)));
  bad("no kid", "jws.header", header((given) => delete given.kid));
  bad("an empty kid", "jws.header", header((given) => (given.kid = "")));
  bad("a kid that is no text", "jws.header", header((given) => (given.kid = {})));
  bad("another member", "jws.header", header((given) => (given.cty = "JSON")));
  bad("its own key", "jws.header", header((given) => (given.jwk = successor.jwk)));
  bad("another member for the kid", "jws.header", header((given) => {
    delete given.kid;
    given.x5t = "AA";
  }));
  const texts = [
    ["a member twice", (usual) => usual.replace("{", '{"alg":"EdDSA",')],
    ["a member twice, spelt otherwise", (usual) => usual.replace("{", '{"\\u0061lg":"EdDSA",')],
    ["a byte order mark", (usual) => `\ufeff${usual}`],
    ["something behind the object", (usual) => `${usual}{}`],
    ["a trailing comma", (usual) => usual.replace("}", ",}")],
    ["a header that is a list", (usual) => `[${usual}]`],
    ["no header", () => ""],
    ["half a surrogate pair", (usual) => usual.replace('"}', '\\ud800"}')],
    ["a control character", (usual) => usual.replace('"}', '\u0007"}')],
    ["more than 32 KiB", (usual) => usual.replace("{", `{${" ".repeat((32 << 10) + 1 - usual.length)}`)],
    ["17 deep", (usual) => usual.replace("{", `{"x":${"[".repeat(16)}${"]".repeat(16)},`)],
  ];
  for (const [name, headerText] of texts) bad(`header: ${name}`, "jws.header", { headerText });
  bad("header: not UTF-8", "jws.header", { headerText: (usual) => Buffer.concat([Buffer.from(usual.slice(0, -2)), Buffer.of(0xff, 0x22, 0x7d)]) });
}

function addPayloads({ bad, open }) {
  open("version 2", "receipt.version", payload((given) => (given.version = 2)));
  open("version 1.0", "receipt.version", text((usual) => usual.replace('"version":1', '"version":1.0')));
  open("version as a text", "receipt.version", payload((given) => (given.version = "1")));
  open("no version", "receipt.version", payload((given) => delete given.version));
  const changes = [
    ["another member", (given) => (given.more = 1)],
    ["no log", (given) => delete given.log],
    ["no answer", (given) => delete given.answer],
    ["no checkpoint", (given) => delete given.checkpoint],
    ["no made", (given) => delete given.made],
    ["a log that is an object", (given) => (given.log = { ...given.log })],
    ["a checkpoint that is null", (given) => (given.checkpoint = null)],
    ["an answer that is a list", (given) => (given.answer = [given.answer])],
    ["no asOf", ({ answer: given }) => delete given.asOf],
    ["an asOf that is a text", ({ answer: given }) => (given.asOf = "now")],
    ["no question", ({ answer: given }) => delete given.question],
    ["a question that is null", ({ answer: given }) => (given.question = null)],
    ["made yesterday", (given) => (given.made = "yesterday")],
    ["made without milliseconds", (given) => (given.made = "2026-06-01T12:00:00Z")],
    ["made at an offset", (given) => (given.made = "2026-06-01T12:00:00.000+00:00")],
    ["made on 30 February", (given) => (given.made = "2026-02-30T12:00:00.000Z")],
    ["made at 24 o'clock", (given) => (given.made = "2026-06-01T24:00:00.000Z")],
    ["made in a leap second", (given) => (given.made = "2016-12-31T23:59:60.000Z")],
    ["made in the year 0", (given) => (given.made = "0000-06-01T12:00:00.000Z")],
    ["made in the year 10000", (given) => (given.made = "+010000-06-01T12:00:00.000Z")],
    ["half a surrogate pair", ({ answer: given }) => (given.verdict = "\ud800")],
  ];
  for (const [name, change] of changes) bad(`payload: ${name}`, "receipt.form", payload(change));
  const texts = [
    ["empty", () => ""],
    ["null", () => "null"],
    ["a list", () => "[1]"],
    ["white space", (usual) => usual.replace(",", ", ")],
    ["a line break at its end", (usual) => `${usual}\n`],
    ["a byte order mark", (usual) => `\ufeff${usual}`],
    ["a name twice", (usual) => usual.replace('"answer":{', '"answer":{"verdict":"recognised",')],
    ["a name twice, spelt otherwise", (usual) => usual.replace('"answer":{', '"answer":{"v\\u0065rdict":"recognised",')],
    ["two answers", (usual) => usual.replace('"answer":', '"answer":{},"answer":')],
    ["an escape without need", (usual) => usual.replace("XA", "\\u0058A")],
    ["a slash escaped", (usual) => usual.replace("receipts.example/log", "receipts.example\\/log")],
    ["an escape in capitals", (usual) => usual.replace("XA", "\\u001F")],
    ["a tab as it is", (usual) => usual.replace("XA", "\t")],
    ["1.0 for 1", (usual) => usual.replace('"semanticsVersion":1', '"semanticsVersion":1.0')],
    ["1e0 for 1", (usual) => usual.replace('"semanticsVersion":1', '"semanticsVersion":1e0')],
    ["-0 for 0", (usual) => usual.replace('"index":0', '"index":-0')],
    ["a leading zero", (usual) => usual.replace('"index":0', '"index":00')],
    ["a number beyond every double", (usual) => usual.replace('"semanticsVersion":1', '"semanticsVersion":1e400')],
    ["an integer beyond 64 bits", (usual) => usual.replace('"semanticsVersion":1', '"semanticsVersion":9223372036854775808')],
    ["65 deep", (usual) => usual.replace("{", `{"x":${"[".repeat(64)}${"]".repeat(64)},`)],
    ["members in another order", (usual) => usual.replace(/^\{("version":1),("made":"[^"]*"),/, "{$2,$1,")],
    ["members of an entry in another order", (usual) => usual.replace(/("index":0),("recorded":\d+)/, "$2,$1")],
    ["members of a gap in another order", (usual) => usual.replace(/("from":\d+),("count":\d+)/, "$2,$1")],
  ];
  for (const [name, change] of texts) bad(`payload: ${name}`, "receipt.form", text(change));
  bad("payload: not UTF-8", "receipt.form", { text: (usual) => Buffer.from(usual.replace("XA", "\u00e9"), "latin1") });
}

function addCheckpoints({ bad, good, open }) {
  const note = (change) => ({ note: change });
  bad("an empty checkpoint", "note.form", payload((given) => (given.checkpoint = "")));
  bad("a checkpoint without a signature", "note.form", note((_, usual) => `${usual}\n`));
  bad("a checkpoint signed by another log", "note.no-known-signature", note((_, usual) => signedNote(usual, [stranger])));
  bad("a checkpoint signed by another key of the log", "note.no-known-signature", note((_, usual) => signedNote(usual, [impostor])));
  bad("a checkpoint signed under the log's key id", "checkpoint.signature", note((usual) => usual.replace(/.{7}=\n$/, "AAAAAAA=\n")));
  bad("a checkpoint of a text that was not signed", "checkpoint.signature", note((usual) => usual.replace("\n\n", "\nmore\n\n")));
  bad("a checkpoint of another size than was signed", "checkpoint.signature", note((usual) => usual.replace("\n11\n", "\n12\n")));
  bad("a checkpoint of 63 octets of signature", "note.signature-length", note((_, usual) => `${usual}\n${signatureLine(log, Buffer.alloc(63, 1))}`));
  bad("a checkpoint with R the neutral element", "checkpoint.signature", note((_, usual) => `${usual}\n${signatureLine(log, signatureWithNeutralPoint(log, usual))}`));
  bad("a checkpoint with S not reduced", "checkpoint.signature", note((_, usual) => `${usual}\n${signatureLine(log, signatureNotReduced(log, usual))}`));
  bad("a checkpoint of another origin", "checkpoint.origin", note((_, usual) => signedNote(usual.replace(ORIGIN, stranger.name), [stranger, log])));
  bad("a checkpoint of a log of the same operator", "checkpoint.origin", {}, world(), { log: stranger.vkey });
  bad("a checkpoint with a size of 2^64", "checkpoint.size", note((_, usual) => signedNote(usual.replace("\n11\n", `\n${1n << 64n}\n`), [log])));
  bad("a checkpoint by an impostor's key", "note.no-known-signature", {}, world(), { log: impostor.vkey });
  open("no key of the log", "note.vkey", {}, world(), { log: ORIGIN });
  open("a witness's key for the log's", "note.key-type", {}, world(), { log: namedKey(ORIGIN, 4, log.octets).vkey });
  open("a key of the log of small order", "key.small-order", {}, world(), { log: namedKey(ORIGIN, 1, Buffer.concat([Buffer.of(1), Buffer.alloc(31)])).vkey });
  good("a witness's signature that fails, which nobody asked for", world(), note((_, usual) => signedNote(usual, [log]) + signatureLine(witness, Buffer.alloc(72, 1))));
}

function addLogs({ bad, good }) {
  const pieces = (change) => ({ pieces: (usual) => altered(usual, change), size: () => 11 });
  // With the root of the usual pieces, which somebody changed thereafter.
  const after = (change) => payload(({ log: given }) => change(given));
  const gap = (given) => given.find(({ count }) => count);
  const forms = [
    ["no pieces", (given) => given.splice(0)],
    ["a piece that is a text", (given) => (given[1] = "gap")],
    ["an entry with another member", (given) => (given[0].more = 1)],
    ["an entry without signature", (given) => delete given[0].signature],
    ["an entry whose index is a text", (given) => (given[0].index = "0")],
    ["an entry whose index is a fraction", (given) => (given[0].index = 0.5)],
    ["an entry of another index", (given) => (given[0].index = 1)],
    ["an entry recorded before 1970", (given) => (given[0].recorded = -1)],
    ["an entry recorded after 2^63", (given) => (given[0].recorded = 9223372036854776000)],
    ["custody as a number", (given) => (given[0].custody = 0)],
    ["a payload that is an object", (given) => (given[0].payload = {})],
    ["a gap of three", (given) => (gap(given).count = 3)],
    ["a gap of none", (given) => (gap(given).count = 0)],
    ["a gap of less than none", (given) => (gap(given).count = -1)],
    ["a gap of a half", (given) => (gap(given).count = 0.5)],
    ["a gap elsewhere", (given) => (gap(given).from += 1)],
    ["a root of 31 octets", (given) => (gap(given).root = Buffer.alloc(31).toString("base64"))],
    ["a root of 33 octets", (given) => (gap(given).root = Buffer.alloc(33).toString("base64"))],
    ["a root with unused bits set", (given) => (gap(given).root = gap(given).root.replace(/.=$/, "B="))],
    ["a root in base64url", (given) => (gap(given).root = Buffer.alloc(32, 0xff).toString("base64url") + "=")],
    ["a root without padding", (given) => (gap(given).root = gap(given).root.slice(0, -1))],
    ["the last entry left away", (given) => given.pop()],
    ["the last entry twice", (given) => given.push(given.at(-1))],
    ["the first two exchanged", (given) => given.unshift(...given.splice(1, 1))],
    ["a gap left away", (given) => given.splice(given.indexOf(gap(given)), 1)],
    ["a gap behind the last entry", (given) => given.push({ from: 11, count: 1, root: gap(given).root })],
  ];
  for (const [name, change] of forms) bad(`log: ${name}`, "receipt.form", after(change));
  bad("log: a gap where none of its size begins", "extract.place", after((given) => given.splice(1, 1, { from: 1, count: 2, root: gap(given).root })));
  bad("log: a gap that the log cannot hold", "extract.place", after((given) => given.splice(1, 1, { from: 1, count: 1n << 62n, root: gap(given).root })));
  bad("log: gaps up to 2^63, and one more", "receipt.form", after((given) => {
    const { root } = gap(given);
    const counts = Array.from({ length: 63 }, (_, at) => 1n << BigInt(at));
    given.splice(1, 99, ...counts.map((count) => ({ from: count, count, root })), { ...given[0], index: (1n << 63n) - 1n });
  }));
  bad("log: an entry that is too large", "entry.too-large", after((given) => (given[0].payload = `"${"x".repeat(49_000)}"`)));
  good("an entry as large as one can be, which is no statement for long", of((made) => (made.statements[4].payload = JSON.stringify({ x: "x".repeat(47_992) }))));
  const others = [
    ["an entry altered in its payload", (given) => (given[0].payload = given[0].payload.replace("2020", "2021"))],
    ["an entry altered in its header", (given) => (given[0].header = given[0].header.replace("{", "{ "))],
    ["an entry altered in its signature", (given) => (given[0].signature = given[0].signature.replace("B", "C"))],
    ["an entry recorded a millisecond later", (given) => (given[0].recorded += 1)],
    ["an entry in other custody", (given) => (given[0].custody = true)],
    ["a hash altered", (given) => (gap(given).root = Buffer.alloc(32, 1).toString("base64"))],
    ["the proof of another entry", (given) => Object.assign(given[2], piecesOf({ ...world(), kept: new Set([3]) }).find(({ index }) => index === 3), { index: 2 })],
    ["two hashes exchanged", (given) => {
      const [one, other] = given.filter(({ count }) => count);
      [one.root, other.root] = [other.root, one.root];
    }],
  ];
  for (const [name, change] of others) bad(`log: ${name}`, "merkle.root-mismatch", after(change));
  bad("log: a checkpoint of a larger tree", "receipt.form", { size: () => 12 });
  bad("log: a checkpoint of a smaller tree", "receipt.form", { size: () => 10 });
  bad("log: an entry more than the answer's log has, signed", "receipt.form", pieces((given) => given.push({ from: 11, count: 1, root: gap(given).root })));
}

function addAsOf({ bad }) {
  const asOf = (change) => answer((given) => change(given.asOf));
  const changes = [
    ["another origin", (given) => (given.origin = stranger.name)],
    ["no origin", (given) => delete given.origin],
    ["another size", (given) => (given.size = 10)],
    ["a size as a text", (given) => (given.size = "11")],
    ["no size", (given) => delete given.size],
    ["another root", (given) => (given.root = Buffer.alloc(32).toString("base64"))],
    ["the root in base64url", (given) => (given.root = given.root.replace(/=+$/, ""))],
    ["another time", (given) => (given.time = "2026-06-01T00:00:00.001Z")],
    ["the time with fewer digits", (given) => (given.time = given.time.replace(".000Z", "Z"))],
    ["no time", (given) => delete given.time],
    ["nothing in it", (given) => Object.keys(given).forEach((name) => delete given[name])],
  ];
  for (const [name, change] of changes) bad(`as of: ${name}`, "receipt.as-of", asOf(change));
  bad("as of: the last entry in a gap", "receipt.as-of", {}, of((made) => {
    made.kept.delete(10);
    made.answer.conditions = [];
  }));
  bad("as of: a log of no entries", "receipt.as-of", {}, of((made) => {
    made.statements = [];
    made.kept = new Set();
  }));
  for (const recorded of [253402300800000n, 8640000000000000n, 8640000000000001n, (1n << 63n) - 1n]) {
    bad(`as of: recorded at ${recorded}`, "receipt.as-of", {}, of((made) => (made.statements[10].recorded = recorded)));
    bad(`as of: recorded at ${recorded}, told in a word`, "receipt.as-of", asOf((given) => (given.time = "infinity")), of((made) => (made.statements[10].recorded = recorded)));
  }
  for (const size of [-(1n << 63n), 9223372036854776000, (1n << 63n) - 1n]) {
    const alter = { ...asOf((given) => (given.size = size)), ...largeLog(1n << 63n) };
    bad(`as of: 2^63 entries, said to be ${size}`, "receipt.as-of", alter);
  }
}

// A log of that many entries, all but the first and the last in gaps. 2^63 is a size that no answer tells.
function largeLog(size) {
  const root = Buffer.alloc(32, 5).toString("base64");
  const between = (usual) => {
    const pieces = [usual[0]];
    let from = 1n;
    while (from < size - 1n) {
      let count = 1n;
      while (from % (2n * count) === 0n && from + 2n * count <= size - 1n) count *= 2n;
      pieces.push({ from, count, root });
      from += count;
    }
    return [...pieces, { ...usual.at(-1), index: size - 1n }];
  };
  return { pieces: between, size: () => size };
}
