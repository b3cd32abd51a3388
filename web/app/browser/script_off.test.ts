// Public pages without script: the essential facts stand in what the server wrote.
import { expect, test } from "vitest";
import { withBrowser } from "./browser.ts";
import type { Language } from "./catalogue.ts";
import { leave, PHONE, visit } from "./visit.ts";

withBrowser();

const PAGES: [address: string, facts: string[]][] = [
  ["/", ["ANSSI-CC-2023/42", "/log/checkpoint"]],
  ["/certificates/ANSSI-CC-2023%2F42", ["ANSSI-CC-2023/42", "EAL5", "ALC_DVS.2"]],
  ["/organisations/anssi", ["anssi", "CCRA"]],
  ["/agreements/CCRA", ["CCRA", "EAL2", "collaborative"]],
  ["/equivalence-decisions/XV-EQ-2022-07", ["XV-EQ-2022-07", "IEC"]],
  ["/search?q=anssi", ["ANSSI"]],
  ["/log/entries/352", ["352"]],
];

const languages: Language[] = ["en", "ar"];

test.each(languages.flatMap((language) => PAGES.map((page) => [language, ...page] as const)))(
  "in %s: %s",
  async (language, address, facts) => {
    const here = await visit(address, { language, javaScriptEnabled: false, viewport: PHONE });
    const { page } = here;
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
    const text = (await page.locator("main").innerText()).replaceAll(/[\u2066-\u2069]/g, "");
    for (const fact of facts) expect(text.toLowerCase()).toContain(fact.toLowerCase());
    expect(await page.getByRole("main").count()).toBe(1);
    await here.picture(`script-off/${language}${address.replaceAll(/\W+/g, "-")}`);
    await leave(here);
  },
);

test("a search is a plain form", async () => {
  const here = await visit("/search", { javaScriptEnabled: false });
  const { page } = here;
  await page.getByRole("main").getByRole("searchbox").first().fill("anssi");
  await page.getByRole("main").getByRole("button").first().click();
  await page.waitForLoadState("load");
  expect(new URL(page.url()).searchParams.get("q")).toBe("anssi");
  expect(await page.getByRole("main").getByRole("link").count()).toBeGreaterThan(0);
  await leave(here);
});
