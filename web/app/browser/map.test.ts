// Where a certificate is recognised, on a map: only with shapes that the operator supplied.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withBrowser } from "./browser.ts";
import { message } from "./catalogue.ts";
import { leave, PHONE, visit } from "./visit.ts";

withBrowser();

const PATH = "/certificates/ANSSI-CC-2023%2F42?on=2024-05-01";

test.each(["en", "ar"] as const)("a market on the map says what it answers (%s)", async (language) => {
  const here = await visit(PATH, { language, viewport: PHONE });
  const { page } = here;
  const map = page.getByRole("img", { name: message(language, "web.map.title"), exact: true });
  await map.waitFor();
  const recognised = message(language, "web.outcome.recognised");
  const titles = await map.locator("title").allTextContents();
  expect(titles).toHaveLength(5);
  expect(titles.filter((title) => title.endsWith(`: ${recognised}`)).length).toBeGreaterThan(1);
  // By shape too, not by colour alone, wherever there is room.
  expect(await map.locator(".sign.good").count()).toBeGreaterThan(1);
  await here.picture(`map/${language}`);
  await leave(here);
});

test("the picture can be taken away, and all of it stands in the table", async () => {
  const here = await visit(PATH, { language: "en" });
  const { page } = here;
  const figure = page.locator("figure", { has: page.locator(".market-map") });
  await figure.waitFor();
  const coming = page.waitForEvent("download");
  await figure.getByRole("button", { name: message("en", "web.export.svg") }).click();
  const file = await (await coming).path();
  expect(readFileSync(file, "utf8")).toContain("<title>");
  await figure.locator("summary").click();
  // A heading, and every market: those without a shape among them.
  expect(await figure.locator("table tr").count()).toBeGreaterThan(40);
  await leave(here);
});
