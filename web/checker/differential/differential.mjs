// node differential.mjs CHECKER TWIN [--seed N] [--count N] [--receipts N] [--show]
//
// Puts the same cases to the checker in TypeScript (CHECKER, the folder of its compiled modules) and
// to core (TWIN, concordat_checker_twin): good ones, each kind of fault with the verdict that the
// specification asks for, seeded mutations of all of these (COUNT), and receipts altered at the steps
// of their making (RECEIPTS). Prints the first disagreements, with their cases where asked to, and
// how often each code was met in a receipt.
//
// Exit: 0 they agree, 1 they do not, 64 usage.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { webcrypto } from "node:crypto";
import { resolve } from "node:path";
import { argv, exit, stderr, stdout } from "node:process";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

import { drawing, mutated, namedCases } from "./cases.mjs";
import { onThisThread } from "./host.mjs";
import { namedReceipts, spoiltReceipts } from "./receipt_cases.mjs";
import { mutatedReceipt } from "./receipt_mutations.mjs";

const [checkerPath, twinPath, ...options] = argv.slice(2);
const option = (name, usual) => {
  const at = options.indexOf(name);
  return at === -1 ? usual : Number(options[at + 1]);
};
const seed = option("--seed", 20240501);
const count = option("--count", 6000);
const receipts = option("--receipts", 12000);
if (!twinPath || !(seed > 0) || !(count >= 0) || !(receipts >= 0)) {
  stderr.write("usage: node differential.mjs CHECKER TWIN [--seed N] [--count N] [--receipts N] [--show]\n");
  exit(64);
}

// Put to both at a time; their texts are all that is held in memory.
const BATCH = 500;
// What so many altered receipts come to, or the drawing has lost a step.
const ENOUGH_RECEIPTS = 10000;
const REACHED = [
  "", "jws.form", "jws.header", "jws.critical", "jws.algorithm", "jws.signature-length", "receipt.form",
  "receipt.version", "note.form", "note.no-known-signature", "checkpoint.signature", "checkpoint.origin",
  "extract.place", "merkle.root-mismatch", "receipt.as-of", "receipt.statement", "receipt.signer-unknown",
  "offline.signature", "receipt.unproved", "receipt.surplus",
];

const checker = await import(pathToFileURL(resolve(checkerPath, "index.js")));
const browsers = { subtle: webcrypto.subtle };
const octets = (base64) => new Uint8Array(Buffer.from(base64, "base64"));

function ask({ put, host = browsers }) {
  const keys = { log: put.log, witnesses: put.witnesses };
  const path = put.path?.map(octets);
  switch (put.kind) {
    case "proof":
      return checker.proof(host, octets(put.file), keys);
    case "receipt":
      return checker.receipt(host, octets(put.file), keys);
    case "folder":
      return checker.folder(
        host,
        { read: async (name) => (Object.hasOwn(put.files, name) ? octets(put.files[name]) : null) },
        keys,
      );
    case "inclusion": {
      const claim = { index: BigInt(put.index), size: BigInt(put.size), leaf: octets(put.leaf) };
      return checker.inclusion(host, claim, path, octets(put.root));
    }
    default: {
      const claim = {
        oldSize: BigInt(put.oldSize),
        newSize: BigInt(put.newSize),
        oldRoot: octets(put.oldRoot),
        newRoot: octets(put.newRoot),
      };
      return checker.consistency(host, claim, path);
    }
  }
}

const twin = spawn(twinPath, [], { stdio: ["pipe", "pipe", "inherit"] });
twin.on("exit", (status) => {
  if (status === 0) return;
  stderr.write(`${twinPath}: exit status ${status}\n`);
  exit(1);
});
const answers = createInterface({ input: twin.stdout })[Symbol.asyncIterator]();
async function askTwin(cases) {
  const told = [];
  for (const { put } of cases) {
    if (!twin.stdin.write(`${JSON.stringify(put)}\n`)) await once(twin.stdin, "drain");
  }
  while (told.length < cases.length) told.push(JSON.parse((await answers.next()).value));
  return told;
}

// A log of a thousand faults is cut off; where, is not what is compared.
function summary({ verdict, faults }) {
  if (faults.length >= 1000) return `${verdict}: a thousand faults`;
  const told = faults.map(({ code, index, cause }) =>
    [code, index ?? "", cause ?? ""].join(" ").trimEnd(),
  );
  return `${verdict}: ${told.sort().join("; ")}`;
}

const names = (faults, code) =>
  code === "" ? faults.length === 0 : faults.some((fault) => fault.code === code);

const named = [...namedCases(), ...namedReceipts()];
const spoilt = [...spoiltReceipts()];
function* allCases() {
  yield* named;
  yield* spoilt.map((one) => ({ ...one, host: onThisThread }));
  const others = named.filter(({ put }) => put.kind !== "receipt");
  const draw = drawing(seed);
  for (let at = 0; at < count; ++at) {
    const base = others[draw(others.length)];
    yield { name: `mutation ${at} of "${base.name}"`, put: mutated(base.put, draw) };
  }
  const published = named
    .filter(({ name }) => name === "receipt: the worked one")
    .map(({ put }) => [Buffer.from(put.file, "base64").toString(), put.log]);
  // Of its own, so that each stays the same when the other changes.
  const drawReceipt = drawing(seed + 1);
  for (let at = 0; at < receipts; ++at) {
    const put = mutatedReceipt(published, drawReceipt);
    yield { name: `altered receipt ${at}`, put, host: onThisThread };
  }
}

const verdicts = new Map();
const codes = new Map();
const tally = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
let wrong = 0;
function compare({ name, verdict, code, refused, put }, ours, theirs) {
  const [here, there] = [summary(ours), summary(theirs)];
  tally(verdicts, ours.verdict);
  if (put.kind === "receipt") tally(codes, ours.faults[0]?.code ?? "");
  const tell = (text) => {
    if (++wrong > 20) return;
    stdout.write(`${name}\n${text}\n`);
    if (options.includes("--show")) stdout.write(`${JSON.stringify(put)}\n`);
  };
  if (here !== there) {
    tell(`  TypeScript: ${here}\n  core:       ${there}`);
  } else if (verdict && !(ours.verdict === verdict && names(ours.faults, code))) {
    tell(`  both: ${here}\n  the specification: ${verdict} ${code}`);
  } else if (refused && ours.verdict === "holds") {
    tell(`  both: ${here}\n  the specification: anything else`);
  }
}
async function judge(batch) {
  const [ours, theirs] = await Promise.all([
    Promise.all(batch.map(ask)),
    askTwin(batch),
  ]);
  batch.forEach((one, at) => compare(one, ours[at], theirs[at]));
}

let batch = [];
for (const one of allCases()) {
  batch.push(one);
  if (batch.length < BATCH) continue;
  await judge(batch);
  batch = [];
}
await judge(batch);
twin.stdin.end();

const told = (map) => [...map].map(([key, times]) => `${times} ${key || "holds"}`).join(", ");
stdout.write(
  `${named.length} named cases, ${spoilt.length} spoilt receipts, ${count} mutations and ` +
    `${receipts} altered receipts (seed ${seed}): ` +
    `${told(verdicts)}; ${wrong} ${wrong === 1 ? "disagreement" : "disagreements"}\n` +
    `receipts: ${told(new Map([...codes].sort(([, left], [, right]) => right - left)))}\n`,
);
const missed = receipts < ENOUGH_RECEIPTS ? [] : REACHED.filter((code) => !codes.has(code));
if (missed.length > 0) stdout.write(`never reached: ${missed.join(", ")}\n`);
// Without each of the verdicts and codes the mutations would show little.
exit(wrong === 0 && verdicts.size === 3 && missed.length === 0 ? 0 : 1);
