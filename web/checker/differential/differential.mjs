// node differential.mjs CHECKER TWIN [--seed N] [--count N]
//
// Puts the same cases to the checker in TypeScript (CHECKER, the folder of its compiled modules) and
// to core (TWIN, concordat_checker_twin): good ones, each kind of fault with the verdict that the
// specification asks for, and seeded mutations of all of these. Prints every disagreement.
//
// Exit: 0 they agree, 1 they do not, 64 usage.
import { spawn } from "node:child_process";
import { webcrypto } from "node:crypto";
import { resolve } from "node:path";
import { argv, exit, stderr, stdout } from "node:process";
import { pathToFileURL } from "node:url";

import { drawing, mutated, namedCases } from "./cases.mjs";

const [checkerPath, twinPath, ...options] = argv.slice(2);
const option = (name, usual) => {
  const at = options.indexOf(name);
  return at === -1 ? usual : Number(options[at + 1]);
};
const seed = option("--seed", 20240501);
const count = option("--count", 6000);
if (!twinPath || !(seed > 0) || !(count >= 0)) {
  stderr.write("usage: node differential.mjs CHECKER TWIN [--seed N] [--count N]\n");
  exit(64);
}

const checker = await import(pathToFileURL(resolve(checkerPath, "index.js")));
const host = { subtle: webcrypto.subtle };
const octets = (base64) => new Uint8Array(Buffer.from(base64, "base64"));

function ask(put) {
  const keys = { log: put.log, witnesses: put.witnesses };
  const path = put.path?.map(octets);
  switch (put.kind) {
    case "proof":
      return checker.proof(host, octets(put.file), keys);
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

function askTwin(cases) {
  return new Promise((done, failed) => {
    const twin = spawn(twinPath, [], { stdio: ["pipe", "pipe", "inherit"] });
    const parts = [];
    twin.stdout.on("data", (part) => parts.push(part));
    twin.on("error", failed);
    twin.on("close", (status) =>
      status === 0
        ? done(Buffer.concat(parts).toString().trimEnd().split("\n").map(JSON.parse))
        : failed(new Error(`${twinPath}: exit status ${status}`)),
    );
    for (const { put } of cases) twin.stdin.write(`${JSON.stringify(put)}\n`);
    twin.stdin.end();
  });
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

const named = namedCases();
const draw = drawing(seed);
const cases = [...named];
for (let at = 0; at < count; ++at) {
  const base = named[draw(named.length)];
  cases.push({ name: `mutation ${at} of "${base.name}"`, put: mutated(base.put, draw) });
}

const theirs = await askTwin(cases);
const seen = new Map();
let wrong = 0;
const tell = (text) => {
  if (++wrong <= 20) stdout.write(`${text}\n`);
};
for (const [at, { name, verdict, code, put }] of cases.entries()) {
  const ours = await ask(put);
  const [here, there] = [summary(ours), summary(theirs[at])];
  seen.set(ours.verdict, (seen.get(ours.verdict) ?? 0) + 1);
  if (here !== there) {
    tell(`${name}\n  TypeScript: ${here}\n  core:       ${there}`);
    if (options.includes("--show")) stdout.write(`${JSON.stringify(put)}\n`);
  } else if (verdict && !(ours.verdict === verdict && names(ours.faults, code))) {
    tell(`${name}\n  both: ${here}\n  the specification: ${verdict} ${code}`);
  }
}
const verdicts = [...seen].map(([verdict, times]) => `${times} ${verdict}`).join(", ");
stdout.write(
  `${named.length} named cases and ${count} mutations (seed ${seed}): ${verdicts}; ` +
    `${wrong} ${wrong === 1 ? "disagreement" : "disagreements"}\n`,
);
// Without each of the verdicts the mutations would show little.
exit(wrong === 0 && seen.size === 3 ? 0 : 1);
