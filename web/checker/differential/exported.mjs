// node exported.mjs CHECKER CONCORDAT
//
// The demonstration registry's log, exported by the program itself: both checkers find it sound, find
// the same wrong when it is damaged, and say alike that they could not check what is not there. The
// worked texts of spec/formats hold too, and of receipts that another log signed both say the same.
//
// Exit: 0 all as it should be; otherwise an assertion says what is not.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { sign } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, execPath, stdout } from "node:process";

import { checkpointText, entry, keyPair, leafHash, sha256, signedNote } from "./tree.mjs";

const [checker, concordat] = argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "concordat-exported-"));
const store = ["--store", `sqlite:${join(folder, "registry.sqlite")}`];
const log = join(folder, "log");
const run = (...given) => execFileSync(concordat, given, { stdio: ["ignore", "pipe", "pipe"] });

function second(...given) {
  const { status, stdout: said } = spawnSync(execPath, [join(checker, "main.js"), ...given]);
  return { status, ...JSON.parse(said.toString()) };
}
const first = (...given) => spawnSync(concordat, given).status;

// A receipt of a log of our own with one entry, the founding of another's receipt under our key and
// otherwise as `alter` leaves it.
const base64url = (octets) => Buffer.from(octets).toString("base64url");
const ours = keyPair("ours.example/log", 1, Buffer.alloc(32, 3));
const operator = keyPair("operator", 1, Buffer.alloc(32, 4));
function receiptOver(given, alter) {
  const { made, log } = JSON.parse(Buffer.from(given.toString().split(".")[1], "base64url"));
  const founding = JSON.parse(log[0].payload);
  const key = { crv: "Ed25519", kty: "OKP", x: base64url(operator.octets) };
  founding.body.operator.key = key;
  const piece = { ...log[0], payload: alter(JSON.stringify(founding)) };
  const statement = [piece.header, piece.payload].map(base64url).join(".");
  const root = leafHash(entry(BigInt(piece.recorded), `${statement}.${piece.signature}`));
  const asOf = {
    origin: ours.name,
    root: root.toString("base64"),
    size: 1,
    time: new Date(piece.recorded).toISOString(),
  };
  const header = { alg: "EdDSA", kid: base64url(sha256(JSON.stringify(key))), typ: "concordat-receipt" };
  const checkpoint = signedNote(checkpointText(ours.name, 1, root), [ours]);
  // Nothing in the answer is as a registry has it.
  const extent = { level: "EAL2", notRecognised: [7], whole: false };
  const answer = { asOf, extent, findings: [{ evidence: ["0"] }], question: {} };
  const payload = { version: 1, made, answer, checkpoint, log: [piece] };
  const input = [header, payload].map((part) => base64url(JSON.stringify(part))).join(".");
  return `${input}.${base64url(sign(null, Buffer.from(input), operator.privateKey))}`;
}

try {
  run("init", ...store, "--demo");
  run("log", "export", ...store, log);
  const key = run("log", "key", ...store).toString().trim();

  // The exit statuses of the command line are its own; that they tell apart is what counts.
  const sound = first("log", "check-folder", log, "--key", key);
  assert.equal(sound, 0);
  const whole = second("folder", log, "--key", key);
  assert.deepEqual([whole.status, whole.verdict, whole.faults], [0, "holds", []]);
  const entries = Number(whole.shown.checkpoint.size);
  assert.ok(entries > 500, `${entries} entries`);

  const proof = join(folder, "proof.txt");
  for (const index of [0, 255, 256, entries - 1]) {
    writeFileSync(proof, run("log", "prove", ...store, String(index)));
    assert.equal(second("proof", proof, "--key", key).status, 0);
  }

  const bundles = join(log, "tile/entries");
  const bundle = join(bundles, readdirSync(bundles).find((name) => /^\d{3}$/.test(name)));
  const octets = readFileSync(bundle);
  octets[200] ^= 1;
  writeFileSync(bundle, octets);
  const refused = first("log", "check-folder", log, "--key", key);
  const altered = second("folder", log, "--key", key);
  assert.deepEqual([altered.status, altered.verdict], [1, "does-not-hold"]);
  assert.ok(altered.faults.some(({ code }) => code === "fsck.root"));

  rmSync(bundle);
  const unanswered = first("log", "check-folder", log, "--key", key);
  const missing = second("folder", log, "--key", key);
  assert.deepEqual([missing.status, missing.verdict], [2, "not-checked"]);
  assert.equal(new Set([sound, refused, unanswered]).size, 3);

  const document = readFileSync("spec/formats/proof.md", "utf8");
  const worked = /```\n(c2sp\.org\/tlog-proof@v1\n[^]*?)```/.exec(document)[1];
  const vkey = /```\n(example\.org\/log\+.*)\n```/.exec(readFileSync("spec/formats/keys.md", "utf8"))[1];
  writeFileSync(proof, worked);
  assert.equal(second("proof", proof, "--key", vkey).status, 0);

  const asked = ["--market", "ES", "--certificate", "ANSSI-CC-2023/42", "--on", "2024-05-01"];
  const receipt = join(folder, "answer.receipt");
  const given = run("decide", ...store, ...asked, "--receipt", "concordat-demo");
  writeFileSync(receipt, given);
  const checked = second("receipt", receipt, "--key", key);
  assert.deepEqual([checked.status, checked.faults], [0, []]);
  assert.equal(checked.shown.answer.question.market, "ES");
  assert.equal(first("receipt", "check", receipt, "--log-key", key), 0);
  for (let at = 7; at < given.length - 1; at += Math.floor(given.length / 12)) {
    const altered = Buffer.from(given);
    altered[at] ^= 1;
    writeFileSync(receipt, altered);
    const told = second("receipt", receipt, "--key", key);
    assert.equal(told.status, 1, `octet ${at}`);
    assert.equal(first("receipt", "check", receipt, "--log-key", key), 1, `octet ${at}`);
  }

  // What is signed and logged may still say two things to two readers.
  const other = `"key":{"crv":"Ed25519","kty":"OKP","x":"${base64url(ours.octets)}"}`;
  const alterations = [
    [0, (text) => text],
    [0, (text) => text.replace("{", '{ ')],
    [1, (text) => text.replace('"operator":{', `"operator":{${other},`)],
    [1, (text) => text.replace('"operator":{', `"operator":{${other.replace("k", "\\u006b")},`)],
    [1, (text) => text.replace("{", '{"type":"key",')],
  ];
  for (const [status, alter] of alterations) {
    writeFileSync(receipt, receiptOver(given, alter));
    const told = [second("receipt", receipt, "--key", ours.vkey).status];
    told.push(first("receipt", "check", receipt, "--log-key", ours.vkey));
    assert.deepEqual(told, [status, status], String(alter));
  }

  stdout.write(`${entries} exported entries: sound, altered and missing told alike; a receipt too\n`);
} finally {
  rmSync(folder, { recursive: true });
}
