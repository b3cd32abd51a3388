// What holds on every page, in every language.
import { describe, expect, test } from "vitest";
import { ADDRESSES, pagesWithoutAddress } from "./addresses.ts";
import { axe, contrast } from "./axe.ts";
import { withBrowser } from "./browser.ts";
import { LANGUAGES } from "./catalogue.ts";
import { codesShown, outline, unisolated } from "./page.ts";
import { unreached } from "./keyboard.ts";
import { DESKTOP, isWide, PHONE, visitor, type Visit } from "./visit.ts";

withBrowser();

test("every page has an address here", () => {
  expect(pagesWithoutAddress()).toEqual([]);
});

const slug = (address: string): string => address.replace(/[^a-zA-Z0-9]+/g, "-").slice(0, 60);

// Everything that is wrong with the page of an address, so that one run tells all of it.
async function faultsOf(here: Visit, address: string): Promise<string[]> {
  const { page, language } = here;
  await page.setViewportSize(DESKTOP);
  await here.go(address);
  const found: string[] = [];
  const root = page.locator("html");
  const lang = await root.getAttribute("lang");
  if (lang !== language) found.push(`the language is ${lang}`);
  const dir = await root.getAttribute("dir");
  if (dir !== (language === "ar" ? "rtl" : "ltr")) found.push(`it runs ${dir}`);
  found.push(...(await page.evaluate(outline)));
  for (const text of await page.evaluate(codesShown)) found.push(`a code for a text: ${text}`);
  if (language === "ar") {
    for (const text of await page.evaluate(unisolated)) found.push(`not isolated: ${text}`);
  }
  found.push(...(await axe(page)));
  await here.picture(`${language}/${slug(address)}-desktop`);
  await page.setViewportSize(PHONE);
  await here.picture(`${language}/${slug(address)}-phone`);
  // 1280 pixels at 400 % are 320.
  await page.setViewportSize({ width: 320, height: 640 });
  if (await isWide(page)) found.push("it scrolls sideways at 320 pixels");
  return [...found, ...here.faults];
}

async function everywhere(here: Visit, look: (address: string) => Promise<string[]>) {
  const all: Record<string, string[]> = {};
  for (const address of chosen) {
    const found = await look(address).catch((thrown: unknown) => [String(thrown)]);
    if (found.length > 0) all[address] = found;
  }
  await here.close();
  return all;
}

// WEB_PAGES=/log looks at addresses that begin like this alone.
const chosen = ADDRESSES.filter((address) => address.startsWith(process.env["WEB_PAGES"] ?? ""));

describe("every page", () => {
  test.concurrent.each(LANGUAGES)("in %s", async (language) => {
    const here = await visitor({ language });
    expect(await everywhere(here, (address) => faultsOf(here, address))).toEqual({});
  });

  test.concurrent("by keyboard alone", async () => {
    const here = await visitor();
    const look = async (address: string): Promise<string[]> => {
      await here.go(address);
      return unreached(here.page);
    };
    expect(await everywhere(here, look)).toEqual({});
  });

  test.concurrent("in the dark, and in colours that the reader forces", async () => {
    const here = await visitor({ language: "ar" });
    const look = async (address: string): Promise<string[]> => {
      await here.page.emulateMedia({ colorScheme: "dark", forcedColors: "none" });
      await here.go(address);
      const dark = await contrast(here.page);
      await here.picture(`dark/${slug(address)}`);
      await here.page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
      const forced = await contrast(here.page);
      await here.picture(`forced/${slug(address)}`);
      return [...dark.map((one) => `dark: ${one}`), ...forced.map((one) => `forced: ${one}`)];
    };
    expect(await everywhere(here, look)).toEqual({});
  });
});
