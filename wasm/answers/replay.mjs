// node replay.mjs MODULE CASES [--print LINE]
//
// What concordat_answers does, on the WebAssembly module.
import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { argv, exit, stderr, stdout } from "node:process";
import { createInterface } from "node:readline";

import { load, Refused } from "../host/concordat.mjs";

const [modulePath, casesPath, flag, wantedText] = argv.slice(2);
if (!casesPath || (flag && !(flag === "--print" && Number(wantedText) > 0))) {
  stderr.write("usage: node replay.mjs MODULE CASES [--print LINE]\n");
  exit(64);
}
const wanted = flag ? Number(wantedText) : 0;
const concordat = await load(readFileSync(modulePath));

function told(action) {
  try {
    action();
    return "ok";
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    return `${refused.code} ${refused.refusal.place ?? ""}`;
  }
}

function octetsOfKey(jwk) {
  const x = Buffer.from(jwk.x, "base64url");
  return jwk.kty === "OKP" ? x : Buffer.concat([Buffer.of(4), x, Buffer.from(jwk.y, "base64url")]);
}

function obligations(follower) {
  const hash = createHash("sha256");
  for (const { key, message, signature } of follower.takeObligations()) {
    hash.update(octetsOfKey(key));
    hash.update(Buffer.from(message, "base64url"));
    hash.update(Buffer.from(signature, "base64url"));
  }
  return ` sha256:${hash.digest("hex")}`;
}

// The first words of a line; what remains keeps its spaces.
function words(line, count) {
  const found = [];
  let at = 0;
  for (; count > 0; --count) {
    const space = line.indexOf(" ", at);
    found.push(line.slice(at, space));
    at = space + 1;
  }
  return [...found, line.slice(at)];
}

let follower;
const kinds = {
  registry() {
    follower?.close();
    follower = concordat.follower();
    return "";
  },
  draft(line) {
    const [recorded, draft] = words(line, 1);
    return told(() => follower.addDraft(draft, Number(recorded)));
  },
  bundle(line) {
    const [index, count, octets] = words(line, 2);
    const bundle = Buffer.from(octets, "base64");
    const outcome = told(() => follower.addBundle(bundle, Number(index), Number(count)));
    return outcome + obligations(follower);
  },
  checkpoint(line) {
    const [vkey, note] = words(line, 1);
    const text = Buffer.from(note, "base64").toString();
    return told(() => follower.checkCheckpoint(text, vkey)) + obligations(follower);
  },
  question(line) {
    let octets;
    const outcome = told(() => (octets = follower.determineOctets(line)));
    return octets ?? outcome;
  },
  answered: (line) => line,
};

let at = 0;
let digests = "";
for await (const line of createInterface({ input: createReadStream(casesPath) })) {
  ++at;
  const space = line.indexOf(" ");
  const kind = line.slice(0, space);
  if (wanted && at !== wanted && kind === "question") continue;
  if (!kinds[kind]) {
    stderr.write(`replay.mjs: line ${at} is no case\n`);
    exit(1);
  }
  const cameTo = kinds[kind](line.slice(space + 1));
  if (at === wanted) {
    stdout.write(typeof cameTo === "string" ? cameTo : Buffer.from(cameTo).toString());
    stdout.write("\n");
    break;
  }
  digests += `${createHash("sha256").update(cameTo).digest("hex").slice(0, 32)}\n`;
}
if (!wanted) stdout.write(digests);
