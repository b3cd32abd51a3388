import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { TOPICS } from "./topics.ts";

const LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"];
const messages = (language: string): Record<string, string> =>
  JSON.parse(
    readFileSync(resolve(__dirname, `../../../../../locales/${language}.json`), "utf8"),
  ) as Record<string, string>;

describe("guidance", () => {
  it.each(LANGUAGES)("has every topic whole in %s", (language) => {
    const said = messages(language);
    for (const { name } of TOPICS) {
      for (const part of ["title", "lede", "p1", "p2", "p3"]) {
        expect(said[`web.guidance.${name}.${part}`], `${name}.${part}`).toBeTruthy();
      }
    }
  });

  it.each(LANGUAGES)("is plain text in %s, which a server can write as it is", (language) => {
    const codes = Object.entries(messages(language)).filter(([code]) =>
      /^web\.(guidance|about)\./.test(code),
    );
    expect(codes.length).toBeGreaterThan(70);
    for (const [code, text] of codes) expect(text, code).not.toMatch(/[{}<>'#]/);
  });

  it("has as many paragraphs in every language", () => {
    const counts = LANGUAGES.map(
      (language) =>
        Object.keys(messages(language)).filter((code) => /^web\.guidance\..*\.p\d$/.test(code))
          .length,
    );
    expect(new Set(counts).size).toBe(1);
  });
});
