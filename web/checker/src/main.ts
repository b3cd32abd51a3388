// concordat-checker: the checker on the command line, under Node.
//
//   node main.js folder DIR  --key VKEY [--witness VKEY]...
//   node main.js proof  FILE --key VKEY [--witness VKEY]... [--entry FILE]
//   node main.js receipt FILE --key VKEY
//
// Prints one JSON document. Exit: 0 holds, 1 does not hold, 2 could not be checked, 64 usage.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { webcrypto } from "node:crypto";
import { argv, exit, stderr, stdout } from "node:process";

import { Folder, folder, Keys, Outcome, proof, receipt } from "./index.js";

const host = { subtle: webcrypto.subtle };
const STATUS = { holds: 0, "does-not-hold": 1, "not-checked": 2 };

function usage(): never {
  stderr.write(
    "usage: node main.js folder DIR --key VKEY [--witness VKEY]...\n" +
      "       node main.js proof FILE --key VKEY [--witness VKEY]... [--entry FILE]\n" +
      "       node main.js receipt FILE --key VKEY\n",
  );
  exit(64);
}

// The files of a folder on disk. A file that cannot be read is one that is not there.
export function folderAt(root: string): Folder {
  return {
    async read(path) {
      try {
        return new Uint8Array(await readFile(join(root, path)));
      } catch {
        return null;
      }
    },
  };
}

function shownText(name: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  // What an entry says is not what was asked; it can be long.
  return name === "entry" ? undefined : value;
}

async function run(): Promise<Outcome<unknown>> {
  const [kind, path, ...options] = argv.slice(2);
  const witnesses: string[] = [];
  let log: string | undefined;
  let entry: Uint8Array | undefined;
  for (let at = 0; at < options.length; at += 2) {
    const value = options[at + 1] ?? usage();
    if (options[at] === "--key") log = value;
    else if (options[at] === "--witness") witnesses.push(value);
    else if (options[at] === "--entry") entry = new Uint8Array(await readFile(value));
    else usage();
  }
  if (path === undefined || log === undefined) usage();
  const keys: Keys = { log, witnesses };
  if (kind === "folder") return folder(host, folderAt(path), keys);
  if (kind === "proof") return proof(host, new Uint8Array(await readFile(path)), keys, entry);
  // No witness has a say in a receipt, and none is passed over in silence.
  if (kind === "receipt" && witnesses.length === 0 && entry === undefined) {
    const octets = new Uint8Array(await readFile(path));
    // The line break at the end of a file is no part of a token.
    return receipt(host, octets.at(-1) === 0x0a ? octets.slice(0, -1) : octets, keys);
  }
  return usage();
}

const { verdict, faults, shown } = await run();
stdout.write(`${JSON.stringify({ verdict, faults, shown }, shownText)}\n`);
exit(STATUS[verdict]);
