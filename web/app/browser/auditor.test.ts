// An auditor: the checkpoint and an entry, checked in this browser; the proof to take along.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withBrowser } from "./browser.ts";
import type { Language } from "./catalogue.ts";
import { telling } from "./told.ts";
import { leave, SIZES, visit } from "./visit.ts";

withBrowser();

const CASES: [Language, keyof typeof SIZES][] = [
  ["en", "phone"],
  ["ar", "desktop"],
];

test.each(CASES)("follows an entry up to the signed root (%s, %s)", async (language, size) => {
  const here = await visit("/log", { language, viewport: SIZES[size] });
  const { page } = here;
  const { heading, say, text } = telling(here);
  await heading("web.log.checkpoint").waitFor();
  const check = (code: string) => page.getByRole("listitem").filter({ hasText: say(code) });
  const holds = say("web.log.holds");
  await check("web.log.signature-checked").getByText(holds, { exact: true }).waitFor();
  await text("web.log.first").waitFor();
  await here.picture(`auditor/log-${language}-${size}`);
  await page.locator('main ol a[href*="/log/entries/"]').first().click();
  await heading("web.log.proof").waitFor();
  await check("web.log.inclusion-checked").getByText(holds, { exact: true }).waitFor();
  await check("web.log.signature-checked").getByText(holds, { exact: true }).waitFor();
  // The tree is drawn, with steps from the entry up to the root.
  await page.getByRole("figure", { name: say("web.log.tree-title") }).or(page.locator("figure svg")).first().waitFor();
  const facts = page.locator("dl").filter({ hasText: say("web.log.root-computed") }).first();
  const term = (code: string) =>
    facts.locator("dt", { hasText: say(code) }).locator("xpath=following-sibling::dd[1]").innerText();
  expect(await term("web.log.root-computed")).toBe(await term("web.log.root-signed"));
  await here.picture(`auditor/entry-${language}-${size}`);
  const [proof] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: say("web.log.proof-file") }).click(),
  ]);
  expect(readFileSync(await proof.path(), "utf8")).toMatch(/^c2sp\.org\/tlog-proof@v1\n/);
  // The browser remembers the checkpoint and holds the next visit against it.
  await here.go("/log");
  await text("web.log.same").waitFor();
  await leave(here);
});
