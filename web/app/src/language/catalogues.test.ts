// What the application says, held against what the catalogues have, in all six languages.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import IntlMessageFormat from "intl-messageformat";
import { describe, expect, test } from "vitest";

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

const tree = resolve(fileURLToPath(import.meta.url), "../../../../..");

// CLDR: the categories that a language needs.
const CATEGORIES: Record<string, string[]> = {
  ar: ["zero", "one", "two", "few", "many", "other"],
  en: ["one", "other"],
  es: ["one", "many", "other"],
  fr: ["one", "many", "other"],
  ru: ["one", "few", "many", "other"],
  zh: ["other"],
};

function catalogue(language: string): [code: string, text: string][] {
  const file = join(tree, "locales", `${language}.json`);
  const all = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  return Object.entries(all).filter(([code]) => code.startsWith("web."));
}

// The application's own sources, and those of the server, which says some of its words too.
function sources(): string {
  const app = join(tree, "web/app/src");
  const files = readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
    .map((name) => join(app, name));
  const api = join(tree, "api");
  const server = readdirSync(api).filter((name) => /(?<!_test)\.[ch]pp$/.test(name));
  return [...files, ...server.map((name) => join(api, name))]
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

const text = sources();
const found = (pattern: RegExp): Set<string> =>
  new Set([...text.matchAll(pattern)].map(([, code = ""]) => code));

// "web.share", and what begins as `web.outcome.${…}` and ends in whatever stands in the answer.
const whole = found(/["'`](web\.[a-z0-9.-]*[a-z0-9])["'`]/gi);
const begun = found(/["'`](web\.[a-z0-9.-]*)\$\{/gi);
// Groups whose codes are put together from a name and what an answer says.
const GROUPS = ["web.verified-by"];

describe("in English", () => {
  const codes = new Set(catalogue("en").map(([code]) => code));

  test("every text that is used is there", () => {
    const single = [...whole].filter((code) => !GROUPS.includes(code));
    expect(single.filter((code) => !codes.has(code))).toEqual([]);
  });

  test("whatever begins a code has texts, and says of which page they are", () => {
    const all = [...codes];
    const empty = [...begun].filter((start) => !all.some((code) => code.startsWith(start)));
    expect(empty).toEqual([]);
    expect([...begun].filter((start) => !/^web\.[a-z-]+\./.test(start))).toEqual([]);
  });

  test("every text that is there is used", () => {
    const starts = [...begun, ...GROUPS.map((group) => `${group}.`)];
    const isUsed = (code: string): boolean =>
      whole.has(code) || starts.some((start) => code.startsWith(start));
    expect([...codes].filter((code) => !isUsed(code))).toEqual([]);
  });
});

function faultsOf(language: string, elements: Element[], asked: Set<string>): string[] {
  return elements.flatMap((element) => {
    if ("value" in element && typeof element.value === "string" && element.type !== 0) {
      asked.add(element.value);
    }
    if (!("options" in element)) return [];
    const options = Object.entries(element.options);
    const wanted = "pluralType" in element ? (CATEGORIES[language] ?? []) : ["other"];
    const missing = wanted.filter((category) => !options.some(([name]) => name === category));
    return [
      ...missing.map((category) => `no {${element.value}, ${category}}`),
      ...options.flatMap(([, { value }]) => faultsOf(language, value, asked)),
    ];
  });
}

describe.each(Object.keys(CATEGORIES))("in %s", (language) => {
  const english = new Map(catalogue("en"));

  test("every message can be formatted, with every category and the same values", () => {
    const faults: string[] = [];
    const valuesOf = (spoken: string, text: string): [string[], Set<string>] => {
      const format = new IntlMessageFormat(text, spoken, undefined, { ignoreTag: true });
      const asked = new Set<string>();
      return [faultsOf(spoken, format.getAst(), asked), asked];
    };
    for (const [code, said] of catalogue(language)) {
      try {
        const [found, asked] = valuesOf(language, said);
        const [, given] = valuesOf("en", english.get(code) ?? "");
        found.push(...[...asked].filter((name) => !given.has(name)).map((name) => `unknown {${name}}`));
        // A plural may say its number in words alone, never leave a name or a date out.
        found.push(...[...given].filter((name) => !asked.has(name)).map((name) => `no {${name}}`));
        faults.push(...found.map((fault) => `${code}: ${fault}`));
      } catch (thrown) {
        faults.push(`${code}: ${String(thrown)}`);
      }
    }
    expect(faults).toEqual([]);
  });

  test("it says the same things as English", () => {
    const codes = catalogue(language).map(([code]) => code);
    expect(codes.filter((code) => !english.has(code))).toEqual([]);
    expect(english.size).toBe(codes.length);
  });
});
