// What holds on every page, in every language.
import { describe, expect, test } from "vitest";
import { ADDRESSES, pagesWithoutAddress } from "./addresses.ts";
import { axe, isWide, LANGUAGES, PHONE, visit, withBrowser } from "./visit.ts";

withBrowser();

test("every page has an address here", () => {
  expect(pagesWithoutAddress()).toEqual([]);
});

const inLanguage = (address: string, language: string): string =>
  `${address}${address.includes("?") ? "&" : "?"}lang=${language}`;

const slug = (address: string): string => address.replace(/[^a-zA-Z0-9]+/g, "-").slice(0, 60);

// Texts that a reader sees; code is not read as language.
const shownTexts = (): string[] => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode() !== null) {
    const parent = walker.currentNode.parentElement;
    if (parent?.closest("script, style, code, pre, textarea") == null) {
      texts.push(walker.currentNode.nodeValue ?? "");
    }
  }
  return texts;
};

// Certificate numbers and hashes that stand in a right-to-left line without a bidi isolate.
const unisolated = (): string[] => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (walker.nextNode() !== null) {
    const text = walker.currentNode.nodeValue ?? "";
    const parent = walker.currentNode.parentElement;
    if (!/[A-Z]{2,}[-/][A-Z0-9]+[-/]?\d{2,}|[0-9a-f]{16,}|\d{4}-\d{2}-\d{2}/.test(text)) continue;
    if (parent?.closest("bdi, code, pre, script, style, option, svg, [dir=ltr]") != null) continue;
    if (/\u2068[^\u2069]*\u2069/.test(text)) continue;
    found.push(text.slice(0, 120));
  }
  return found;
};

describe.each(LANGUAGES)("in %s", (language) => {
  test.each(ADDRESSES)("%s", async (address) => {
    const here = await visit(inLanguage(address, language), { language });
    const { page } = here;
    const root = page.locator("html");
    expect(await root.getAttribute("lang")).toBe(language);
    expect(await root.getAttribute("dir")).toBe(language === "ar" ? "rtl" : "ltr");
    expect(await page.locator("h1").count()).toBe(1);
    expect(await page.title()).not.toBe("");
    const texts = await page.evaluate(shownTexts);
    expect(texts.filter((text) => /\bweb(\.[a-z0-9-]+){1,}\b/.test(text))).toEqual([]);
    if (language === "ar") expect(await page.evaluate(unisolated)).toEqual([]);
    expect(await axe(page)).toEqual([]);
    await here.picture(`${language}/${slug(address)}-desktop`);
    await page.setViewportSize(PHONE);
    await here.picture(`${language}/${slug(address)}-phone`);
    // 1280 pixels at 400 % are 320.
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await isWide(page), "scrolls sideways at 320 pixels").toBe(false);
    expect(here.faults).toEqual([]);
    await here.close();
  });
});
