// An exporter: what is held, by where it should go, on a day to come.
import { expect, test } from "vitest";
import { withBrowser } from "./browser.ts";
import type { Language } from "./catalogue.ts";
import { telling } from "./told.ts";
import { leave, SIZES, visit, visitor } from "./visit.ts";

withBrowser();

const CASES: [Language, keyof typeof SIZES][] = [
  ["fr", "desktop"],
  ["ar", "phone"],
];
const HELD = ["ANSSI-CC-2023/42", "NOBODY-0001"];

test.each(CASES)("compares certificates by markets (%s, %s)", async (language, size) => {
  const here = await visit("/plan", { language, viewport: SIZES[size] });
  const { page } = here;
  const { button, field, say, like } = telling(here);
  await field("web.plan.certificates").fill(HELD.join("\n"));
  for (const market of ["ES", "US"]) await field("web.plan.markets").selectOption(market);
  await field("web.check.on").fill("2027-01-15");
  await button("web.plan.ask").click();
  const grid = page.getByRole("table", { name: say("web.plan.grid") });
  await grid.waitFor();
  await here.settled();
  expect(await grid.getByRole("rowheader").allInnerTexts()).toEqual(HELD);
  expect(await grid.getByRole("cell").count()).toBe(4);
  const whole = grid.getByRole("row").nth(1).getByRole("cell");
  // In Spain whole, in the United States up to a level, which the cell says.
  await whole.nth(0).getByText(say("web.outcome.recognised")).waitFor();
  await whole.nth(1).getByText("EAL2").first().waitFor();
  await grid.getByText(say("web.plan.not-found")).first().waitFor();
  await here.picture(`exporter/plan-${language}-${size}`);
  // The address is what is shared: somebody else opens the same.
  const shared = new URL(page.url());
  const other = await visitor({ language, viewport: SIZES[size] });
  await other.go(shared.pathname + shared.search.replace(/&?lang=\w+/, ""));
  await other.page.getByRole("table", { name: say("web.plan.grid") }).waitFor();
  await leave(other);
  // A cell opens the check behind it.
  await grid.getByRole("link").first().click();
  await page.getByRole("heading", { name: like("web.answer.recognition.recognised") }).waitFor();
  await leave(here);
});

test.each(CASES)("is told what would cure a no (%s, %s)", async (language, size) => {
  const path = "/plan?certificate=XA-CC-0002%2F23&market=XV&on=2024-05-01";
  const here = await visit(path, { language, viewport: SIZES[size] });
  const { heading } = telling(here);
  await heading("web.plan.lacking").waitFor();
  await here.picture(`exporter/cures-${language}-${size}`);
  await leave(here);
});
