// node exported.mjs CHECKER CONCORDAT
//
// The demonstration registry's log, exported by the program itself: both checkers find it sound, find
// the same wrong when it is damaged, and say alike that they could not check what is not there. The
// worked texts of spec/formats hold too.
//
// Exit: 0 all as it should be; otherwise an assertion says what is not.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, execPath, stdout } from "node:process";

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

  stdout.write(`${entries} exported entries: sound, altered and missing told alike; a receipt too\n`);
} finally {
  rmSync(folder, { recursive: true });
}
