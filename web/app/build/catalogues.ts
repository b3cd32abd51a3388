// The sentences of the application out of the catalogues that all of Concordat shares. Two modules
// for each language: what every page and every answer says, and the words for what stands in
// records, which pages share with those of the server and which come when such a page is wanted.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";

const OF_ANSWERS = /^(web|leg|route|why|timing|by)\./;
// Codes that begin so are of records.
const OF_RECORDS = [
  "web.record.",
  "web.find.",
  "label.",
  "choice.",
  "type.",
  "kind.",
  "one.",
  "standing.",
  "predicate.",
  "artefact.",
  "legal-effect.",
];

const MODULES: Record<string, (code: string) => boolean> = {
  catalogue: (code) => OF_ANSWERS.test(code) && !isOfRecords(code),
  words: isOfRecords,
};

function isOfRecords(code: string): boolean {
  return OF_RECORDS.some((prefix) => code.startsWith(prefix));
}

const NAME = /^virtual:(catalogue|words)\/(\w+)$/;

export function catalogues(folder: string): Plugin {
  return {
    name: "concordat-catalogues",
    resolveId: (id) => (NAME.test(id) ? `\0${id}` : undefined),
    load(id) {
      const [, module = "", language = ""] = NAME.exec(id.slice(1)) ?? [];
      const takes = MODULES[module];
      if (!id.startsWith("\0") || takes === undefined) return undefined;
      const file = resolve(folder, `${language}.json`);
      this.addWatchFile(file);
      const all = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
      const own = Object.entries(all).filter(([code]) => takes(code));
      const text = JSON.stringify(Object.fromEntries(own));
      return `export default JSON.parse(${JSON.stringify(text)})`;
    },
  };
}
