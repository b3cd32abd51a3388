// Receipts altered at random, by a seeded drawing: in their octets as somebody on the way could, and at each
// step of their making as an operator or a log could, with every signature and hash behind that step made
// anew. So as many come to the last checks as fail at the first.
import { alteredText } from "./cases.mjs";
import { signedNote } from "./tree.mjs";
import {
  founder,
  foundersWorld,
  impostor,
  issue,
  keyGiven,
  log,
  outsider,
  piecesOf,
  print,
  receiptCase,
  statement,
  stranger,
  successor,
  witness,
  world,
} from "./receipts.mjs";

const among = (list, draw) => list[draw(list.length)];

// ---- trees ----------------------------------------------------------------------------------------------

const VALUES = [
  null, true, false, 0, 1, -1, 3, 4, 7, 11, 0.5, 1e21, 9007199254740993n, (1n << 63n) - 1n, -(1n << 63n), 1n << 63n,
  "", "0", "\ud800", "\u0000", "é", "XA", "EdDSA", "2026-06-01", "9999-12-31", [], [[]], [4], {}, { evidence: [6] },
];
const NAMES = ["", "evidence", "version", "asOf", "1", "__proto__", "until", "untilInclusive", "key", "d", "alg", "é"];

// Every place below: the container, and the name or index in it.
function places(json, found = []) {
  if (typeof json !== "object" || json === null) return found;
  for (const name of Object.keys(json)) {
    found.push({ json, name });
    places(json[name], found);
  }
  return found;
}
const put = (json, name, value) =>
  Object.defineProperty(json, name, { value, writable: true, enumerable: true, configurable: true });

function changeNumber(number, draw) {
  const usual = [number + 1, number - 1, -number, number * 2, number + 0.5, `${number}`, number * 2 ** 40];
  return among(usual, draw);
}
function changeValue(value, draw) {
  if (draw(3) === 0) return structuredClone(among(VALUES, draw));
  if (typeof value === "number") return changeNumber(value, draw);
  if (typeof value === "string") return alteredText(value, draw);
  if (typeof value === "boolean") return !value;
  return draw(2) === 0 ? [value] : null;
}
function reordered(json, draw) {
  const names = Object.keys(json);
  const from = draw(names.length);
  const members = names.map((name) => [name, json[name]]);
  for (const name of names) delete json[name];
  members.push(...members.splice(from, 1));
  for (const [name, member] of members) put(json, name, member);
}
// One change at one place of a document; `json` stays the same object.
export function changeTree(json, draw) {
  const all = places(json);
  if (all.length === 0) return;
  const { json: at, name } = among(all, draw);
  const other = among(all, draw);
  const changes = [
    () => put(at, name, changeValue(at[name], draw)),
    () => put(at, name, changeValue(at[name], draw)),
    () => (Array.isArray(at) ? at.splice(Number(name), 1) : delete at[name]),
    () => put(at, name, structuredClone(other.json[other.name])),
    () => {
      const kept = at[name];
      at[name] = structuredClone(other.json[other.name]);
      put(other.json, other.name, structuredClone(kept));
    },
    () => (Array.isArray(at) ? at.splice(Number(name), 0, structuredClone(at[name])) : put(at, among(NAMES, draw), among(VALUES, draw))),
    () => (Array.isArray(at) ? at.reverse() : reordered(at, draw)),
    () => (Array.isArray(at) ? at.push(draw(12)) : put(at, `${name}${draw(3)}`, at[name])),
  ];
  among(changes, draw)();
}

// Spelt otherwise: some of it means the same, some is no JSON.
export function respelt(text, draw) {
  const at = draw(text.length + 1);
  const spots = [...text.matchAll(/[,:{[]/g)];
  const spot = spots.length === 0 ? 0 : among(spots, draw).index + 1;
  const changes = [
    () => alteredText(text, draw),
    () => text.slice(0, spot) + among([" ", "\n", "\t", "\u00a0", "\ufeff"], draw) + text.slice(spot),
    () => text.replace(/"([a-zA-Z])/, (_, letter) => `"\\u00${letter.charCodeAt(0).toString(16)}`),
    () => text.replace(/("[a-zA-Z]+":)/, among(['"alg":1,$1', '"evidence":[6],$1', '$10,$1', '"\\u0074ype":"key",$1'], draw)),
    () => text.slice(0, at) + text.slice(at).replace(/\d+/, (digits) => among([`${digits}.0`, `${digits}e0`, `-${digits}`, `0${digits}`, `${digits}0`, `${digits}${"0".repeat(19)}`], draw)),
    () => text.slice(0, at) + text.slice(at).replace(/"/, among(['"\\ud800', '"\\ud83d\\ude00', '"\ud83d\ude00', '"\u007f', '"\u2028', '"\\/', '"\\u001f', '"\\u001F', '"\\b', '"\u0000'], draw)),
    () => text.slice(0, at) + text.slice(at).replace(/[0-9"tf{[]/, (one) => `${among(["[", '{"x":', "[[[[[[[["], draw)}${one}`),
    () => `${"[".repeat(60 + draw(8))}${text}`,
    () => text + among([" ", "\n", "{}", ",", "\u0000"], draw),
    () => text.replace(/[[{]/, (open) => open + (open === "[" ? `${"[".repeat(62)}${"]".repeat(62)},` : `"x":${"[".repeat(61 + draw(4))}${"]".repeat(63)},`)),
  ];
  return among(changes, draw)();
}

// ---- steps ----------------------------------------------------------------------------------------------

// In place, in the part of the payload that is drawn: what checks compare gets more of it than its share.
function changePayload(payload, draw) {
  const { answer, log: pieces } = payload;
  const parts = [payload, answer, pieces, answer.asOf, answer.findings, answer.requirements, answer.conditions, pieces[draw(pieces.length)]];
  changeTree(among(parts, draw) ?? payload, draw);
  return payload;
}
function changeNote(note, text, draw) {
  const changed = alteredText(text, draw);
  const changes = [
    () => alteredText(note, draw),
    () => signedNote(changed, [log]),
    () => signedNote(text, [among([stranger, impostor, witness], draw)]),
    () => signedNote(text, [among([stranger, impostor, witness], draw), log]),
    () => signedNote(text.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1 - 2 * draw(2)}\n`), [log]),
  ];
  return among(changes, draw)();
}
function changeHeader(header, draw) {
  const changes = [
    () => changeTree(header, draw),
    () => (header.alg = among(["none", "ES256", "ES384", "HS256", "Ed25519", "", null], draw)),
    () => (header.typ = among(["concordat-statement", "concordat-bundle", "JWT", "", null], draw)),
    () => (header.kid = among([founder, successor, outsider], draw).kid),
    () => put(header, among(["crit", "b64", "jwk", "x5c", "cty", "__proto__"], draw), structuredClone(among(VALUES, draw))),
    () => delete header[among(Object.keys(header), draw)],
    () => reordered(header, draw),
  ];
  among(changes, draw)();
  return header;
}

const LIVES = [
  { from: "2026-06-01" }, { from: "2026-06-02" }, { from: "2026-01-01", until: "2026-06-01" },
  { from: "2026-01-01", until: "2026-06-01", untilInclusive: true }, { from: "2026-02-30" }, { until: "2027-01-01" },
  { from: "0001-01-01", until: "9999-12-31" },
];
function changeStatement(one, draw) {
  const tree = () => {
    const payload = JSON.parse(one.payload);
    changeTree(among([payload, payload.body, payload.effective, payload.body?.operator ?? payload.body], draw) ?? payload, draw);
    one.payload = print(payload);
  };
  const life = () => (one.payload = print({ ...JSON.parse(one.payload), effective: among(LIVES, draw) }));
  const changes = [
    tree, tree, tree, life, life,
    () => (one.payload = respelt(one.payload, draw)),
    () => (one.header = draw(2) ? respelt(one.header, draw) : print(changeHeader(JSON.parse(one.header), draw))),
    () => (one.signature = alteredText(one.signature, draw)),
    () => (one.recorded = among([0, 1, 253402300799999, 253402300800000n, 8640000000000001n, (1n << 63n) - 1n], draw)),
    () => (one.custody = !one.custody),
  ];
  try {
    among(changes, draw)();
  } catch (error) {
    // An earlier change has left no JSON to change.
    if (!(error instanceof SyntaxError)) throw error;
  }
}
// The log that the receipt is about, before it is hashed.
function changeWorld(made, draw) {
  const { statements, kept } = made;
  const index = draw(statements.length);
  const read = among([0, 2, 2, ...kept], draw);
  const changes = [
    () => statements[read] && changeStatement(statements[read], draw),
    () => statements[read] && changeStatement(statements[read], draw),
    () => statements[read] && changeStatement(statements[read], draw),
    () => (kept.has(index) ? kept.delete(index) : kept.add(index)),
    () => statements.splice(draw(statements.length + 1)),
    () => statements.push(statement("measure", {}, { at: 2000 })) && kept.add(statements.length - 1),
    () => (statements[index] = keyGiven(among([founder, successor, outsider], draw).jwk, { at: index })),
    () => ([statements[index], statements[read]] = [statements[read], statements[index]]),
    () => (made.signer = among([founder, successor, outsider], draw)),
    () => (made.made = among(["2025-12-31T23:59:59.999Z", "2026-01-01T00:00:00.000Z", "2027-12-31T23:59:59.999Z", "2028-01-01T00:00:00.000Z", "2026-02-29T00:00:00.000Z"], draw)),
    () => changeTree(made.answer, draw),
  ];
  among(changes, draw)();
  made.statements = statements.filter((one) => one !== undefined);
  return made;
}

// A subtree told in its two halves, or what is not one.
function changeGaps(pieces, made, draw) {
  const gap = among(pieces.filter(({ count }) => count), draw);
  if (!gap) return pieces;
  const half = gap.count / 2;
  const leaf = (from) => piecesOf({ ...made, kept: new Set([...made.statements.keys()].filter((at) => at !== from)) }).find((piece) => piece.from === from);
  const changes = [
    () => (half === 1 ? [leaf(gap.from), leaf(gap.from + 1)] : [gap]),
    () => [{ ...gap, count: gap.count * 2 }],
    () => [{ ...gap, count: 1n << BigInt(draw(64)) }],
    () => [gap, gap],
    () => [],
    () => [{ ...gap, from: gap.from + draw(3) }],
  ];
  const instead = among(changes, draw)();
  return pieces.flatMap((piece) => (piece === gap ? instead : [piece])).filter(Boolean);
}

// Octets of the text, or the letters of base64url that mean them.
function changeCompact(compact, draw) {
  const at = draw(compact.length);
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const parts = compact.split(".");
  const part = draw(parts.length);
  const changes = [
    () => alteredText(compact, draw),
    () => compact.slice(0, at),
    () => compact.slice(0, at) + among(letters, draw) + compact.slice(at + 1),
    () => compact.slice(0, at) + among(letters, draw) + compact.slice(at + 1),
    () => compact.slice(0, -1 - draw(2)) + among(letters, draw),
    () => parts.map((one, place) => (place === part ? parts[draw(3)] : one)).join("."),
    () => parts.map((one, place) => (place === part ? one + among(["=", "==", "A", ".", "\n"], draw) : one)).join("."),
    () => {
      const octets = Buffer.from(compact);
      octets[at] ^= 1 << draw(8);
      return octets;
    },
  ];
  return among(changes, draw)();
}

// ---- one receipt ----------------------------------------------------------------------------------------

// So often of twenty is each step altered; one receipt in four is altered twice.
const STEPS = ["compact", "compact", "header", "headerText", "text", "text", "note", "note", "pieces", "signature", "payload",
  "payload", "payload", "payload", "world", "world", "world", "world", "world", "world"];

export function mutatedReceipt(published, draw) {
  if (draw(20) === 0) {
    const [octets, key] = among(published, draw);
    return receiptCase(changeCompact(octets, draw), { log: key });
  }
  const made = draw(3) === 0 ? foundersWorld() : world();
  const steps = Array.from({ length: draw(4) === 0 ? 2 : 1 }, () => among(STEPS, draw));
  const twice = (name, change) => (steps.includes(name) ? { [name]: change } : {});
  for (const step of steps) if (step === "world") changeWorld(made, draw);
  const alter = {
    ...twice("pieces", (usual) => changeGaps(usual, made, draw)),
    ...twice("note", (usual, text) => changeNote(usual, text, draw)),
    ...twice("payload", (usual) => changePayload(usual, draw)),
    ...twice("text", (usual) => respelt(usual, draw)),
    ...twice("header", (usual) => changeHeader(usual, draw)),
    ...twice("headerText", (usual) => respelt(usual, draw)),
    ...twice("signature", (usual, input) => among([usual.subarray(1), Buffer.concat([usual, usual]), outsider.sign(input), Buffer.alloc(64)], draw)),
    ...twice("compact", (usual) => changeCompact(usual, draw)),
  };
  return receiptCase(issue(made, alter));
}
