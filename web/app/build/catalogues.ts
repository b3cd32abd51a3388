// The sentences of the application out of the catalogues that all of Concordat shares: one module
// for each language, with what every page and every answer says. The rest comes with its page
// (texts.ts).
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";
import { isOfPage } from "./texts.ts";

const OF_ALL = /^(web|leg|route|why|timing|by)\./;
const NAME = "virtual:catalogue/";

export function catalogues(folder: string): Plugin {
  return {
    name: "concordat-catalogues",
    resolveId: (id) => (id.startsWith(NAME) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${NAME}`)) return undefined;
      const file = resolve(folder, `${id.slice(NAME.length + 1)}.json`);
      this.addWatchFile(file);
      const all = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
      const own = Object.entries(all).filter(([code]) => OF_ALL.test(code) && !isOfPage(code));
      const text = JSON.stringify(Object.fromEntries(own));
      return `export default JSON.parse(${JSON.stringify(text)})`;
    },
  };
}
