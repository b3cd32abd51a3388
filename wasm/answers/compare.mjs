// node compare.mjs CASES NAME=COMMAND...
//
// Plays the cases with each command, line by line the same or not, and prints the first line that
// came to something else, with what it came to under each. A line `answered` holds what the registry
// itself answered, as HTTP does, to the question before it: that has to be the same too.
//
// Exit: 0 all the same, 1 not, 64 usage.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { argv, exit, stderr, stdout } from "node:process";

const [casesPath, ...named] = argv.slice(2);
const players = named.map((text) => {
  const at = text.indexOf("=");
  return { name: text.slice(0, at), command: text.slice(at + 1).split(" ") };
});
if (!casesPath || players.length < 2 || players.some(({ name }) => !name)) {
  stderr.write("usage: node compare.mjs CASES NAME=COMMAND NAME=COMMAND...\n");
  exit(64);
}

function play({ command }, ...rest) {
  const [program, ...given] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...given, casesPath, ...rest], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const parts = [];
    child.stdout.on("data", (part) => parts.push(part));
    child.on("error", reject);
    child.on("close", (status) =>
      status === 0
        ? resolve(Buffer.concat(parts).toString())
        : reject(new Error(`${command.join(" ")}: exit status ${status}`)),
    );
  });
}

async function differ(line, told) {
  stdout.write(`line ${line} of ${casesPath} differs\n  ${told.text}\n`);
  for (const player of told.players) {
    stdout.write(`  ${player.name}: ${(await play(player, "--print", `${line}`)).trimEnd()}\n`);
  }
  exit(1);
}

const started = performance.now();
const cases = readFileSync(casesPath, "utf8").trimEnd().split("\n");
const digests = [];
// One after another: the commands take a core each, and what they print is small.
for (const player of players) {
  const from = performance.now();
  const lines = (await play(player)).trimEnd().split("\n");
  player.seconds = (performance.now() - from) / 1000;
  if (lines.length !== cases.length) {
    stdout.write(`${player.name} came to the end after ${lines.length} of ${cases.length} lines\n`);
    exit(1);
  }
  digests.push(lines);
}

const [first, ...others] = digests;
const counts = { registry: 0, draft: 0, bundle: 0, checkpoint: 0, question: 0, answered: 0 };
for (let at = 0; at < cases.length; ++at) {
  ++counts[cases[at].slice(0, cases[at].indexOf(" "))];
  const other = others.findIndex((lines) => lines[at] !== first[at]);
  if (other !== -1) {
    await differ(at + 1, { text: cases[at].slice(0, 400), players: [players[0], players[other + 1]] });
  }
  if (cases[at].startsWith("answered ") && first[at] !== first[at - 1]) {
    stdout.write(`the registry: ${cases[at].slice(9)}\n`);
    await differ(at, { text: cases[at - 1], players });
  }
}
if (counts.question === 0) {
  stdout.write("no question was asked\n");
  exit(1);
}
const all = createHash("sha256").update(first.join("\n")).digest("hex");
const times = players.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(", ");
stdout.write(
  `${counts.question} answers in ${counts.registry} registries, ${counts.answered} of them held ` +
    `against the registry's own: the same under ${players.map(({ name }) => name).join(", ")}\n` +
    `${times}; in all ${((performance.now() - started) / 1000).toFixed(1)} s; sha256 ${all}\n`,
);
