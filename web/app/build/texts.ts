// Texts that come with the pages that say them, so that the first view carries none of them: one
// module for each group of pages and language.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";

// Which codes a group takes along. Those that do not begin with "web." belong to others too.
const GROUPS: Record<string, readonly string[]> = {
  whom: ["web.whom.", "web.sector.", "artefact."],
  log: ["web.log.", "type.", "label."],
  data: ["web.data."],
  records: [
    "web.record.",
    "web.find.",
    "web.sector.",
    "label.",
    "choice.",
    "type.",
    "kind.",
    "one.",
    "standing.",
    "predicate.",
    "artefact.",
    "legal-effect.",
  ],
  guidance: ["web.guidance.", "web.about."],
};

const OF_PAGES = Object.values(GROUPS)
  .flat()
  .filter((prefix) => prefix.startsWith("web."));

// Whether a code comes with its page and not with the first view.
export function isOfPage(code: string): boolean {
  return OF_PAGES.some((prefix) => code.startsWith(prefix));
}

const NAME = /^\0virtual:texts\/(\w+)\/(\w+)$/;

export function texts(folder: string): Plugin {
  return {
    name: "concordat-texts",
    resolveId: (id) => (NAME.test(`\0${id}`) ? `\0${id}` : undefined),
    load(id) {
      const [, group = "", language = ""] = NAME.exec(id) ?? [];
      const prefixes = GROUPS[group];
      if (prefixes === undefined) return undefined;
      const file = resolve(folder, `${language}.json`);
      this.addWatchFile(file);
      const all = Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>);
      const own = all.filter(([code]) => prefixes.some((prefix) => code.startsWith(prefix)));
      const text = JSON.stringify(Object.fromEntries(own));
      return `export default JSON.parse(${JSON.stringify(text)})`;
    },
  };
}
