// What holds on every page, in every language.
import { afterAll, expect, test } from "vitest";
import { ADDRESSES, pagesWithoutAddress } from "./addresses.ts";
import { axe, contrast } from "./axe.ts";
import { withBrowser } from "./browser.ts";
import { LANGUAGES, type Language } from "./catalogue.ts";
import { codesShown, misordered, moving, outline, unisolated } from "./page.ts";
import { unreached } from "./keyboard.ts";
import { DESKTOP, isWide, PHONE, TABLET, visitor, type Visit } from "./visit.ts";

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
  for (const text of await page.evaluate(moving)) found.push(`it moves: ${text}`);
  found.push(...(await axe(page)));
  await here.picture(`${language}/${slug(address)}-desktop`);
  await page.setViewportSize(TABLET);
  if (await isWide(page)) found.push("it scrolls sideways on a tablet");
  await here.picture(`${language}/${slug(address)}-tablet`);
  await page.setViewportSize(PHONE);
  await here.picture(`${language}/${slug(address)}-phone`);
  // 1280 pixels at 400 % are 320.
  await page.setViewportSize({ width: 320, height: 640 });
  if (await isWide(page)) found.push("it scrolls sideways at 320 pixels");
  found.push(...(await page.evaluate(misordered)));
  return [...found, ...here.faults];
}

// Visits that wait for their next address: a new context for each would cost more than the page.
const waiting = new Map<Language, Visit[]>();

async function borrowed<Result>(
  language: Language,
  use: (here: Visit) => Promise<Result>,
): Promise<Result> {
  const here = waiting.get(language)?.pop() ?? (await visitor({ language }));
  const result = await use(here);
  waiting.set(language, [...(waiting.get(language) ?? []), here]);
  return result;
}
afterAll(async () => {
  for (const here of [...waiting.values()].flat()) await here.close();
});

async function inColours(here: Visit, address: string): Promise<string[]> {
  await here.page.emulateMedia({ colorScheme: "dark", forcedColors: "none" });
  const dark = await contrast(here.page);
  await here.picture(`dark/${slug(address)}`);
  await here.page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
  const forced = await contrast(here.page);
  await here.picture(`forced/${slug(address)}`);
  await here.page.emulateMedia({ colorScheme: null, forcedColors: null });
  return [...dark.map((one) => `dark: ${one}`), ...forced.map((one) => `forced: ${one}`)];
}

// Everything in one language more: colours, and the keyboard alone, which needs the page fresh.
async function once(here: Visit, address: string): Promise<string[]> {
  await here.page.setViewportSize(DESKTOP);
  await here.go(address);
  const colours = await inColours(here, address);
  colours.push(...(await here.page.evaluate(misordered)));
  return [...colours, ...(await unreached(here.page)).map((one) => `keyboard: ${one}`)];
}

// WEB_PAGES=/log looks at addresses that begin like this alone, WEB_LANGUAGES=ar,en at these.
const chosen = ADDRESSES.filter((address) => address.startsWith(process.env["WEB_PAGES"] ?? ""));
const spoken = LANGUAGES.filter((language) =>
  (process.env["WEB_LANGUAGES"] ?? language).split(",").includes(language),
);

test.concurrent.each(chosen)("%s", async (address) => {
  const all: Record<string, string[]> = {};
  for (const language of spoken) {
    const found = await borrowed(language, (here) => faultsOf(here, address));
    if (found.length > 0) all[language] = found;
  }
  const found = await borrowed("en", (here) => once(here, address));
  if (found.length > 0) all["once"] = found;
  expect(all).toEqual({});
});
