// Messages as the catalogues have them, for finding what carries them.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { IntlMessageFormat } from "intl-messageformat";
import { expect } from "vitest";

export const LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Values = Record<string, string | number>;

export const tree = resolve(fileURLToPath(import.meta.url), "../../../..");
const catalogues = new Map<Language, Record<string, string>>();

export function catalogue(language: Language): Record<string, string> {
  let known = catalogues.get(language);
  if (known === undefined) {
    const file = resolve(tree, "locales", `${language}.json`);
    known = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
    catalogues.set(language, known);
  }
  return known;
}

// Texts put into a message are isolated (UAX #9), as the application isolates them.
const isolated = (value: string | number): string | number =>
  typeof value === "string" ? `\u2068${value}\u2069` : value;

export function message(language: Language, code: string, values: Values = {}): string {
  const found = catalogue(language)[code];
  expect(found, `${code} in ${language}`).toBeDefined();
  const safe = Object.entries(values).map(([name, value]) => [name, isolated(value)]);
  const locale = `${language}-u-nu-latn`;
  const made = new IntlMessageFormat(found ?? "", locale, undefined, { ignoreTag: true });
  return String(made.format(Object.fromEntries(safe) as Values));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// A message whose values are whatever the page puts there.
export function pattern(language: Language, code: string): RegExp {
  const found = catalogue(language)[code];
  expect(found, `${code} in ${language}`).toBeDefined();
  const parts = (found ?? "").split(/\{(?:[^{}]|\{[^{}]*\})*\}/);
  return new RegExp(parts.map((part) => escaped(part.trim())).join("[\\s\\S]*?"));
}
