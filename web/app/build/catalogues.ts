// The sentences of the application out of the catalogues that all of Concordat shares. Two modules
// for each language: what every page says ("web."), and the words for what stands in records, which
// the pages of records share with those of the server and which come when such a page is wanted.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";

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
  "route.",
  "timing.",
];

const MODULES: Record<string, (code: string) => boolean> = {
  catalogue: (code) => code.startsWith("web.") && !isOfRecords(code),
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
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(own)))})`;
    },
  };
}
