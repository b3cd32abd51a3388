// A regulator: who recognises whom on a day, by what, and what of a standard is not covered.
import { expect, test } from "vitest";
import { withBrowser } from "./browser.ts";
import type { Language } from "./catalogue.ts";
import { telling } from "./told.ts";
import { leave, SIZES, visit } from "./visit.ts";

withBrowser();

const CASES: [Language, keyof typeof SIZES][] = [
  ["en", "desktop"],
  ["ar", "phone"],
  ["ru", "desktop"],
];

test.each(CASES)("sees who recognises whom and opens an instrument (%s, %s)", async (language, size) => {
  const here = await visit("/who-recognises-whom?on=2024-05-01", { language, viewport: SIZES[size] });
  const { page } = here;
  const { button, field, link, say, like } = telling(here);
  await page.getByText(like("web.whom.as-of")).first().waitFor();
  await here.picture(`regulator/whom-${language}-${size}`);
  // A phone shows one economy at a time, a desk the matrix; a square or a neighbour opens.
  if (size === "phone") {
    await field("web.whom.economy").selectOption("FR");
    await page.locator("main section").getByRole("button").first().click();
  } else {
    // By the keyboard: the first square, the next one to it, Enter.
    const matrix = page.getByRole("grid", { name: say("web.whom.matrix-caption") });
    const first = matrix.locator("[data-square][tabindex='0']");
    await first.focus();
    const before = await first.getAttribute("data-square");
    await page.keyboard.press("ArrowDown");
    expect(await matrix.locator(":focus").getAttribute("data-square")).not.toBe(before);
    await page.keyboard.press("Enter");
  }
  const panel = page.getByRole("dialog");
  await panel.waitFor();
  await panel.getByText(say("web.whom.not-yet")).waitFor();
  await here.picture(`regulator/instrument-${language}-${size}`);
  await button("web.whom.close").click();
  expect(await panel.count()).toBe(0);
  // Another day has another answer, and the address says which.
  await field("web.whom.on").fill("2010-01-01");
  await field("web.whom.on").press("Tab");
  await expect.poll(() => new URL(page.url()).searchParams.get("on")).toBe("2010-01-01");
  await here.settled();
  expect(await link("web.way.whom").getAttribute("aria-current")).toBe("page");
  await leave(here);
});

test.each(CASES)("reads an agreement's annexes and a decision (%s, %s)", async (language, size) => {
  const here = await visit("/agreements", { language, viewport: SIZES[size] });
  const { page } = here;
  const { heading, say } = telling(here);
  await page.getByRole("main").locator('a[href*="/agreements/CCRA"]').first().click();
  await heading("web.record.annexes").waitFor();
  await heading("web.record.parties").waitFor();
  await here.settled();
  expect(await page.getByRole("table", { name: say("web.record.parties") }).count()).toBe(1);
  await here.picture(`regulator/agreement-${language}-${size}`);
  await here.go("/equivalence-decisions/XV-EQ-2022-07");
  await heading("web.record.map").waitFor();
  await page.getByText(say("web.record.map.demand")).first().waitFor();
  await page.getByText(say("web.record.map.closed-by")).first().waitFor();
  await here.picture(`regulator/decision-${language}-${size}`);
  await leave(here);
});
