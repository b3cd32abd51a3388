// A journalist: finds a certificate, reads what became of it, cites it, takes it along.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withBrowser } from "./browser.ts";
import type { Language } from "./catalogue.ts";
import { telling } from "./told.ts";
import { leave, SIZES, visit } from "./visit.ts";

withBrowser();

const CASES: [Language, keyof typeof SIZES][] = [
  ["zh", "desktop"],
  ["ar", "phone"],
];

test.each(CASES)("searches, narrows, reads, cites and downloads (%s, %s)", async (language, size) => {
  const here = await visit("/search", { language, viewport: SIZES[size] });
  const { page } = here;
  const { button, heading, say } = telling(here);
  const among = page.getByRole("search").getByRole("combobox", { name: say("web.find.kind") });
  await among.selectOption("certificates");
  await here.settled();
  await page.getByRole("searchbox").fill("smart card");
  await page.getByRole("searchbox").press("Enter");
  await here.settled();
  const count = page.locator(".result-count");
  const before = await count.innerText();
  const narrow = page.getByText(say("web.find.narrow"), { exact: true });
  if (size === "phone") await narrow.click();
  await page.getByRole("group", { name: say("web.find.facet.state") }).getByRole("button").first().click();
  await here.settled();
  await page.getByRole("list", { name: say("web.find.chosen") }).waitFor();
  expect(await count.innerText()).not.toBe(before);
  await here.picture(`journalist/search-${language}-${size}`);
  await page.locator('main a[href^="/certificates/"]').first().click();
  await heading("web.record.history").waitFor();
  await here.settled();
  await here.picture(`journalist/record-${language}-${size}`);
  // The citation is an address at which the same stands, even after corrections.
  const cited = page.locator(".citation a");
  const address = new URL((await cited.getAttribute("href")) ?? "");
  expect(Number(address.searchParams.get("asOf"))).toBeGreaterThan(0);
  const [taken] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: say("web.record.take.json"), exact: true }).click(),
  ]);
  const record = JSON.parse(readFileSync(await taken.path(), "utf8")) as { kind: string };
  expect(record.kind).toBe("certificates");
  await cited.click();
  await heading("web.record.history").waitFor();
  expect(new URL(page.url()).searchParams.get("asOf")).toBe(address.searchParams.get("asOf"));
  expect(await button("web.share").count()).toBe(1);
  await leave(here);
});
