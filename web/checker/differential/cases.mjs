// What both checkers are asked: good inputs, one of each kind of fault, and seeded mutations.
import {
  checkpointText,
  consistencyPath,
  entry,
  goodEntries,
  inclusionPath,
  keyPair,
  leafHash,
  logFiles,
  namedKey,
  nodeHash,
  proofFile,
  rootOf,
  signatureLine,
  signatureNotReduced,
  signatureWithNeutralPoint,
  signedNote,
  sha256,
  tilePath,
} from "./tree.mjs";

export const ORIGIN = "example.org/log";
const log = keyPair(ORIGIN, 1, Buffer.alloc(32, 3));
const stranger = keyPair("other.example/log", 1, Buffer.alloc(32, 4));
const impostor = keyPair(ORIGIN, 1, Buffer.alloc(32, 5));
const witness = keyPair("witness.example", 4, Buffer.alloc(32, 7));
const witness2 = keyPair("w2.example", 4, Buffer.alloc(32, 8));
const keys = { log: log.vkey, witnesses: [witness.vkey] };
const signing = { origin: ORIGIN, keys: [log, witness] };

// A small generator (xorshift32): the same cases for the same seed, on every machine.
export function drawing(seed) {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

export const proofCase = (file, more = {}) => ({
  kind: "proof",
  file: Buffer.from(file).toString("base64"),
  ...keys,
  ...more,
});
export const folderCase = (files, more = {}) => ({
  kind: "folder",
  files: Object.fromEntries(
    Object.entries(files).map(([path, octets]) => [path, Buffer.from(octets).toString("base64")]),
  ),
  ...keys,
  ...more,
});
const texts = (hashes) => hashes.map((hash) => hash.toString("base64"));
export const inclusionCase = (index, size, leaf, path, root) => ({
  kind: "inclusion",
  index: `${index}`,
  size: `${size}`,
  leaf: leaf.toString("base64"),
  root: root.toString("base64"),
  path: texts(path),
});
export const consistencyCase = (oldSize, newSize, oldRoot, newRoot, path) => ({
  kind: "consistency",
  oldSize: `${oldSize}`,
  newSize: `${newSize}`,
  oldRoot: oldRoot.toString("base64"),
  newRoot: newRoot.toString("base64"),
  path: texts(path),
});

// The proof of entry 1 of 3, with something else where the checkpoint's note stands.
function proofWithNote(entries, note) {
  const text = proofFile(1, entries, signing).toString();
  return text.slice(0, text.indexOf("\n\n") + 2) + note;
}

// Each with the verdict and the code that the specification asks for.
export function namedCases() {
  const draw = drawing(11);
  const three = goodEntries(3, draw);
  const text = checkpointText(ORIGIN, 3, rootOf(three.map(leafHash)));
  const note = signedNote(text, [log, witness]);
  const good = proofFile(1, three, signing).toString();
  const cases = [];
  const add = (name, verdict, code, put) => cases.push({ name, verdict, code, put });
  const bad = (name, code, put) => add(name, "does-not-hold", code, put);
  const open = (name, code, put) => add(name, "not-checked", code, put);
  const withNote = (other, more) => proofCase(proofWithNote(three, other), more);

  for (const size of [1, 2, 3, 7, 8, 255, 256, 257]) {
    const entries = goodEntries(size, draw);
    for (const index of new Set([0, size >> 1, size - 1])) {
      add(`entry ${index} of ${size}`, "holds", "", proofCase(proofFile(index, entries, signing)));
    }
  }
  add("no witness known", "holds", "", proofCase(good, { witnesses: [] }));
  add("a key nobody knows beside", "holds", "", withNote(signedNote(text, [stranger, log])));
  add("extension lines", "holds", "", withNote(signedNote(`${text}more\n`, [log])));
  open("no entry in the file", "proof.entry-missing", proofCase(proofFile(1, three, { ...signing, extra: false })));
  open("another first line", "proof.form", proofCase(good.replace("@v1", "@v2")));
  open("index with a leading zero", "proof.form", proofCase(good.replace("index 1", "index 01")));
  open("index beyond 64 bits", "proof.form", proofCase(good.replace("index 1", `index ${1n << 64n}`)));
  open("CR before LF", "proof.form", proofCase(good.replace("index 1\n", "index 1\r\n")));
  open("nothing after the hashes", "proof.form", proofCase(good.slice(0, good.indexOf("\n\n") + 2)));
  open("64 hashes", "proof.form", proofCase(good.replace("index 1\n", `index 1\n${`${Buffer.alloc(32).toString("base64")}\n`.repeat(64)}`)));
  open("an extra too large", "proof.too-large", proofCase(good.replace(/extra .*/, `extra ${Buffer.alloc(65537).toString("base64")}`)));
  bad("index beyond the tree", "merkle.index", proofCase(good.replace("index 1", "index 3")));
  bad("the index of a neighbour", "merkle.root-mismatch", proofCase(good.replace("index 1", "index 0")));
  bad("a hash too many", "merkle.proof-length", proofCase(good.replace("\n\n", `\n${sha256().toString("base64")}\n\n`)));
  bad("a hash too few", "merkle.proof-length", proofCase(good.replace(/(index 1\n)[^\n]*\n/, "$1")));
  bad("another entry", "merkle.root-mismatch", proofCase(good.replace(/extra .*/, `extra ${three[0].toString("base64")}`)));

  bad("signed by a stranger alone", "note.no-known-signature", withNote(signedNote(text, [stranger])));
  bad("signed by another key of the name", "note.no-known-signature", withNote(signedNote(text, [impostor])));
  bad("signed by the witness alone", "checkpoint.unsigned", withNote(signedNote(text, [witness])));
  bad("another log's checkpoint", "checkpoint.origin", withNote(signedNote(text.replace(ORIGIN, stranger.name), [stranger, log])));
  bad("a signature that fails", "checkpoint.signature", withNote(note.replace(/.{5}==\n/, "AAAAA==\n")));
  bad("a text that was not signed", "checkpoint.signature", withNote(note.replace("\n\n", "\nmore\n\n")));
  bad("a known witness that fails", "checkpoint.signature", withNote(signedNote(text, [log]) + signatureLine(witness, Buffer.concat([Buffer.from("0000000066323634", "hex"), Buffer.alloc(64, 1)]))));
  bad("a cosignature at time 0", "note.cosignature", withNote(signedNote(text, [log, witness], 0n)));
  bad("a cosignature after the end of time", "note.cosignature", withNote(signedNote(text, [log, witness], 1n << 63n)));
  add("a cosignature at the end of time", "holds", "", withNote(signedNote(text, [log, witness], (1n << 63n) - 1n)));
  bad("a cosignature without time", "note.cosignature", withNote(signedNote(text, [log]) + signatureLine(witness, Buffer.alloc(64, 1))));
  bad("a signature of 63 octets", "note.signature-length", withNote(`${text}\n${signatureLine(log, Buffer.alloc(63, 1))}`));
  bad("R the neutral element", "checkpoint.signature", withNote(`${text}\n${signatureLine(log, signatureWithNeutralPoint(log, text))}`));
  bad("S not reduced", "checkpoint.signature", withNote(`${text}\n${signatureLine(log, signatureNotReduced(log, text))}`));
  bad("no signature", "note.form", withNote(`${text}\n`));
  bad("no empty line", "note.form", withNote(text));
  bad("a signature line without its LF", "note.form", withNote(note.slice(0, -1)));
  bad("a hyphen for the dash", "note.form", withNote(note.replace("\u2014", "-")));
  bad("a key name with a no-break space", "note.form", withNote(note + signatureLine(namedKey("a\u00a0b", 1, log.octets), Buffer.alloc(64))));
  bad("a key name with an ideographic space", "note.form", withNote(note + signatureLine(namedKey("a\u3000b", 1, log.octets), Buffer.alloc(64))));
  bad("a key name with NEXT LINE", "note.form", withNote(note + signatureLine(namedKey("a\u0085b", 1, log.octets), Buffer.alloc(64))));
  add("a key name with a byte order mark", "holds", "", withNote(note + signatureLine(namedKey("a\ufeffb", 1, log.octets), Buffer.alloc(64))));
  add("a key name with DELETE", "holds", "", withNote(note + signatureLine(namedKey("a\u007fb", 1, log.octets), Buffer.alloc(64))));
  bad("a key name with a plus sign", "note.form", withNote(note + signatureLine(namedKey("a+b", 1, log.octets), Buffer.alloc(64))));
  bad("an empty key name", "note.form", withNote(note + signatureLine(namedKey("", 1, log.octets), Buffer.alloc(64))));
  bad("a signature line of a key id alone", "note.form", withNote(note + signatureLine(stranger, Buffer.alloc(0))));
  bad("base64 with unused bits", "note.form", withNote(note.replace(/A==\n/g, "B==\n").replace(/g==\n/g, "h==\n").replace(/Q==\n/g, "R==\n").replace(/w==\n/g, "x==\n")));
  bad("101 signatures", "note.too-many-signatures", withNote(note + signatureLine(stranger, Buffer.alloc(64)).repeat(99)));
  add("100 signatures", "holds", "", withNote(note + signatureLine(stranger, Buffer.alloc(64)).repeat(98)));
  bad("a tab in the text", "note.form", withNote(signedNote(`${text}a\tb\n`, [log])));
  bad("text that is not UTF-8", "note.form", proofCase(Buffer.concat([Buffer.from(proofWithNote(three, "")), Buffer.of(0xff, 10), Buffer.from(note)])));
  bad("a note of more than a mebibyte", "note.too-large", withNote(signedNote(`${text}${"x".repeat(1 << 20)}\n`, [log])));
  bad("an empty line in the text", "checkpoint.form", withNote(signedNote(`${text}\nmore\n`, [log])));
  bad("two lines", "checkpoint.form", withNote(signedNote(`${ORIGIN}\n3\n`, [log])));
  bad("a size with a sign", "checkpoint.size", withNote(signedNote(text.replace("\n3\n", "\n+3\n"), [log])));
  bad("a size with a leading zero", "checkpoint.size", withNote(signedNote(text.replace("\n3\n", "\n03\n"), [log])));
  bad("a size of 2^64", "checkpoint.size", withNote(signedNote(text.replace("\n3\n", `\n${1n << 64n}\n`), [log])));
  bad("a root of 31 octets", "checkpoint.root", withNote(signedNote(checkpointText(ORIGIN, 3, Buffer.alloc(31)), [log])));
  bad("size 0 with another root", "checkpoint.root", withNote(signedNote(checkpointText(ORIGIN, 0, Buffer.alloc(32)), [log])));

  open("a vkey with another id", "note.vkey", proofCase(good, { log: log.vkey.replace(log.id.toString("hex"), "00000000") }));
  open("a vkey in capitals", "note.vkey", proofCase(good, { log: log.vkey.replace(log.id.toString("hex"), log.id.toString("hex").toUpperCase()) }));
  open("no vkey", "note.vkey", proofCase(good, { log: "example.org/log" }));
  open("a cosigner's key for the log", "note.key-type", proofCase(good, { log: namedKey(ORIGIN, 4, log.octets).vkey, witnesses: [] }));
  open("a key of an unknown type", "note.key-type", proofCase(good, { log: namedKey(ORIGIN, 6, log.octets).vkey }));
  open("a key of 31 octets", "key.encoding", proofCase(good, { log: namedKey(ORIGIN, 1, log.octets.subarray(1)).vkey }));
  open("a key of small order", "key.small-order", proofCase(good, { log: namedKey(ORIGIN, 1, Buffer.concat([Buffer.of(1), Buffer.alloc(31)])).vkey }));
  open("a key that is not reduced", "key.encoding", proofCase(good, { log: namedKey(ORIGIN, 1, Buffer.concat([Buffer.of(0xee), Buffer.alloc(30, 0xff), Buffer.of(0x7f)])).vkey }));
  open("a key that is no point", "note.vkey", proofCase(good, { log: `${ORIGIN}+zz+AA==` }));
  add("two witnesses", "holds", "", proofCase(proofFile(0, three, { origin: ORIGIN, keys: [witness2, log, witness] }), { witnesses: [witness.vkey, witness2.vkey] }));
  return [...cases, ...namedFolders(draw), ...namedPaths(draw)];
}

function namedFolders(draw) {
  const cases = [];
  const add = (name, verdict, code, put) => cases.push({ name, verdict, code, put });
  const files = (entries, more = {}) => logFiles(entries, { ...signing, ...more });
  const changed = (entries, change, more) => {
    const made = files(entries, more);
    change(made);
    return folderCase(made);
  };
  for (const size of [0, 1, 2, 255, 256, 257, 600]) {
    add(`a log of ${size}`, "holds", "", folderCase(files(goodEntries(size, draw))));
  }
  const entries = goodEntries(300, draw);
  const broken = (at, octets) => entries.map((one, index) => (index === at ? octets : one));
  add("a full tile for the partial one", "holds", "", changed(goodEntries(512, draw), (made) => {
    const short = files(goodEntries(1, draw));
    delete short.checkpoint;
    const first = goodEntries(512, drawing(3)).slice(0, 300);
    const grown = files(goodEntries(512, drawing(3)));
    for (const path of Object.keys(made)) delete made[path];
    Object.assign(made, grown, { checkpoint: files(first).checkpoint });
    Object.assign(made, Object.fromEntries(Object.entries(files(first)).filter(([path]) => path.startsWith("tile/1/"))));
  }));
  add("no checkpoint", "not-checked", "checkpoint.missing", changed(entries, (made) => delete made.checkpoint));
  add("no bundle", "not-checked", "fsck.entry-unreadable", changed(entries, (made) => delete made[tilePath("entries", 0, 256)]));
  add("no partial tile", "not-checked", "fsck.tile", changed(entries, (made) => delete made[tilePath(0, 1, 44)]));
  add("no tile above", "not-checked", "fsck.tile", changed(entries, (made) => delete made[tilePath(1, 0, 1)]));
  add("no tile, and a wrong one", "does-not-hold", "fsck.leaf", changed(entries, (made) => {
    delete made[tilePath(1, 0, 1)];
    made[tilePath(0, 0, 256)][40] ^= 1;
  }));
  add("a wrong hash in a tile", "does-not-hold", "fsck.leaf", changed(entries, (made) => (made[tilePath(0, 0, 256)][0] ^= 1)));
  add("a wrong hash above", "does-not-hold", "fsck.tile", changed(entries, (made) => (made[tilePath(1, 0, 1)][31] ^= 128)));
  add("a tile that is too short", "does-not-hold", "fsck.tile", changed(entries, (made) => (made[tilePath(0, 1, 44)] = made[tilePath(0, 1, 44)].subarray(1))));
  add("a bundle that is too long", "does-not-hold", "fsck.entry-unreadable", changed(entries, (made) => (made[tilePath("entries", 1, 44)] = Buffer.concat([made[tilePath("entries", 1, 44)], Buffer.of(0)]))));
  add("an entry that was altered", "does-not-hold", "fsck.root", changed(entries, (made) => {
    const other = files(broken(7, entry(1714566900000n, "ab.cd.ef")));
    made[tilePath("entries", 0, 256)] = other[tilePath("entries", 0, 256)];
  }));
  add("another root, signed", "does-not-hold", "fsck.root", folderCase(files(entries, { root: Buffer.alloc(32, 9) })));
  add("a size that was never reached, signed", "not-checked", "fsck.entry-unreadable", changed(entries, (made) => {
    made.checkpoint = Buffer.from(signedNote(checkpointText(ORIGIN, 1n << 40n, Buffer.alloc(32, 9)), [log]));
  }));
  const forms = [
    ["time that runs backwards", "fsck.recorded", entry(1n, "ab.cd.ef")],
    ["version 2", "fsck.entry-form", entry(1814566900000n, "ab.cd.ef", { version: 2 })],
    ["an unknown flag", "fsck.entry-form", entry(1814566900000n, "ab.cd.ef", { flags: 2 })],
    ["no statement", "fsck.entry-form", entry(1814566900000n, "")],
    ["time beyond 2^63", "fsck.entry-form", entry(1n << 63n, "ab.cd.ef")],
    ["nine octets", "fsck.entry-form", Buffer.alloc(9, 1)],
  ];
  for (const [name, code, octets] of forms) {
    add(`${name}, logged and signed`, "does-not-hold", code, folderCase(files(broken(299, octets))));
  }
  add("a folder of another log", "does-not-hold", "checkpoint.origin", folderCase(logFiles(entries, { origin: stranger.name, keys: [stranger] })));
  return cases;
}

function namedPaths(draw) {
  const cases = [];
  const add = (name, verdict, code, put) => cases.push({ name, verdict, code, put });
  const leaves = goodEntries(70, draw).map(leafHash);
  for (let size = 1; size <= leaves.length; size += 1 + draw(3)) {
    const tree = leaves.slice(0, size);
    const index = draw(size);
    const path = inclusionPath(index, tree);
    add(`inclusion of ${index} in ${size}`, "holds", "", inclusionCase(index, size, tree[index], path, rootOf(tree)));
    const old = 1 + draw(size);
    const from = rootOf(tree.slice(0, old));
    const proof = consistencyPath(old, tree);
    add(`consistency of ${old} with ${size}`, "holds", "", consistencyCase(old, size, from, rootOf(tree), proof));
  }
  const root = rootOf(leaves);
  add("consistency from nothing", "does-not-hold", "merkle.size", consistencyCase(0, 70, sha256(), root, []));
  add("consistency with a smaller tree", "does-not-hold", "merkle.size", consistencyCase(70, 69, root, root, []));
  add("consistency with itself", "holds", "", consistencyCase(70, 70, root, root, []));
  add("consistency of equal sizes with a hash", "does-not-hold", "merkle.proof-length", consistencyCase(70, 70, root, root, [root]));
  add("equal sizes, other roots", "does-not-hold", "merkle.root-mismatch", consistencyCase(70, 70, root, sha256(), []));
  const top = (1n << 64n) - 1n;
  const path = Array.from({ length: 64 }, () => sha256());
  let rest = sha256();
  for (const hash of path) rest = nodeHash(hash, rest);
  add("the last entry of the largest tree", "holds", "", inclusionCase(top - 1n, top, sha256(), largestPath(top), largestRoot(top)));
  add("a path of 64 to the wrong root", "does-not-hold", "merkle.root-mismatch", inclusionCase(top - 1n, top, sha256(), largestPath(top), rest));
  return cases;
}

// The last entry of a tree of 2^64 - 1: its path has a hash for each of the 63 complete subtrees to
// its left, and nothing to its right.
function largestPath(size) {
  const path = [];
  for (let rest = size - 1n; rest > 0n; rest &= rest - 1n) path.push(sha256(Buffer.from(`${rest}`)));
  return path;
}
function largestRoot(size) {
  return largestPath(size).reduce((hash, left) => nodeHash(left, hash), sha256());
}

// One case out of a good or a bad one, by as many changes as are drawn.
export function mutated(base, draw) {
  const made = structuredClone(base);
  for (let changes = 1 + draw(3); changes > 0; --changes) change(made, draw);
  return made;
}
function change(made, draw) {
  if (made.kind === "proof") made.file = altered(made.file, draw);
  if (made.kind === "folder") changeFolder(made.files, draw);
  if (made.kind === "inclusion" || made.kind === "consistency") changePath(made, draw);
  if (draw(40) === 0 && made.log) made.log = alteredText(made.log, draw);
}
function changeFolder(files, draw) {
  const paths = Object.keys(files);
  if (paths.length === 0) return;
  const path = paths[draw(paths.length)];
  const other = paths[draw(paths.length)];
  const changes = [
    () => delete files[path],
    () => ([files[path], files[other]] = [files[other], files[path]]),
    () => (files[path] = files[other]),
  ];
  if (draw(3) === 0) changes[draw(changes.length)]();
  else files[path] = altered(files[path], draw);
}
function changePath(made, draw) {
  const at = draw(made.path.length + 1);
  const numbers = Object.keys(made).filter((name) => /^(index|size|oldSize|newSize)$/.test(name));
  const hashes = Object.keys(made).filter((name) => /^(leaf|root|oldRoot|newRoot)$/.test(name));
  const changes = [
    () => made.path.splice(at, 1),
    () => made.path.splice(at, 0, sha256(Buffer.of(draw(256))).toString("base64")),
    () => made.path.reverse(),
    () => (made.path[at] &&= altered(made.path[at], draw, true)),
    () => {
      const name = numbers[draw(numbers.length)];
      const value = BigInt(made[name]) + BigInt(draw(5)) - 2n;
      made[name] = `${BigInt.asUintN(64, value)}`;
    },
    () => (made[hashes[draw(hashes.length)]] = made[hashes[draw(hashes.length)]]),
    () => (made[hashes[0]] = altered(made[hashes[0]], draw, true)),
  ];
  changes[draw(changes.length)]();
}
// Octets in base64 with something changed; of the same length where they have to be a hash.
function altered(base64, draw, keepsLength = false) {
  let octets = Buffer.from(base64, "base64");
  if (octets.length === 0) return base64;
  const at = draw(octets.length);
  if (keepsLength || draw(2) === 0) {
    octets[at] ^= 1 << draw(8);
    return octets.toString("base64");
  }
  return alteredText(octets.toString("latin1"), draw, "latin1");
}
export function alteredText(text, draw, back) {
  const at = draw(text.length + 1);
  const lines = text.split("\n");
  const line = draw(lines.length);
  const other = draw(lines.length);
  const changes = [
    () => text.slice(0, at),
    () => text.slice(0, at) + text.slice(at + 1 + draw(8)),
    () => text.slice(0, at) + String.fromCharCode(draw(256)) + text.slice(at),
    () => text.slice(0, at) + " \n\r\t+=-0A\u00a0\u0085"[draw(11)] + text.slice(at),
    () => text + text.slice(at),
    () => lines.filter((_, index) => index !== line).join("\n"),
    () => lines.flatMap((one, index) => (index === line ? [one, one] : [one])).join("\n"),
    () => lines.map((one, index) => (index === line ? lines[other] : index === other ? lines[line] : one)).join("\n"),
    () => text.replace(/\d+/, (digits) => `${BigInt(digits) + BigInt(draw(4)) - 1n}`),
    () => text.replace(/\n(\d+)\n/, (_, digits) => `\n${["0", "", "1", "9".repeat(19)][draw(4)]}${digits}\n`),
  ];
  const made = changes[draw(changes.length)]();
  return back ? Buffer.from(made, back).toString("base64") : made;
}
