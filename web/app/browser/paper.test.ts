// On paper: what a screen folds or shows a part of is there whole, black on white, with its address.
import { expect, test } from "vitest";
import { withBrowser } from "./browser.ts";
import { message } from "./catalogue.ts";
import { DESKTOP, leave, visit, type Visit } from "./visit.ts";

withBrowser();

// As the sheet of an A4 page is wide, in the colours of somebody who likes it dark.
async function onPaper(here: Visit): Promise<void> {
  await here.page.setViewportSize({ width: 690, height: 1000 });
  await here.page.emulateMedia({ media: "print", colorScheme: "dark" });
  await here.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
}

// What would be cut off at the edge of the sheet.
function beyond(): string[] {
  const edge = document.documentElement.clientWidth + 1;
  return [...document.querySelectorAll<HTMLElement>("main *")]
    .filter((one) => one.checkVisibility() && one.closest("svg > *, .hidden") === null)
    .filter((one) => {
      const { left, right, width } = one.getBoundingClientRect();
      return width > 0 && (right > edge || left < -1);
    })
    .map((one) => one.outerHTML.slice(0, 120));
}

const ink = (): string[] => {
  const { color } = getComputedStyle(document.body);
  return [color, getComputedStyle(document.documentElement).getPropertyValue("--card").trim()];
};

const PAGES = [
  "/?certificate=CERTIA-K-1002&market=XV&on=2023-06-01&purpose=market-access&model=KX-20",
  "/certificates/ANSSI-CC-2023%2F42?market=ES&on=2024-05-01",
  "/agreements/CCRA",
  "/equivalence-decisions/XV-EQ-2022-07",
  "/plan?certificate=ANSSI-CC-2023%2F42&market=ES,US&on=2027-01-01",
  "/who-recognises-whom?on=2024-05-01&view=graph",
  "/log/entries/352",
];

test.each(PAGES.flatMap((path) => [[path, "en"], [path, "ar"]] as const))(
  "%s in %s fits the sheet, without what is pressed",
  async (path, language) => {
    const here = await visit(path, { language, viewport: DESKTOP });
    const { page } = here;
    await onPaper(here);
    expect(await page.evaluate(ink)).toEqual(["rgb(0, 0, 0)", "#fff"]);
    expect(await page.evaluate(beyond)).toEqual([]);
    expect(await page.locator("nav:visible, body > header:visible, main form:visible").count()).toBe(0);
    await page.locator("footer").getByText(path.split("?")[0] ?? "").last().waitFor();
    await here.picture(`paper/${language}${path.replaceAll(/\W+/g, "-").slice(0, 40)}`);
    await leave(here);
  },
);

test("what is folded on a screen is printed whole", async () => {
  const here = await visit("/certificates/ANSSI-CC-2023%2F42?market=ES&on=2024-05-01");
  const { page } = here;
  const group = page.locator("details.outcome-group:not([open]) li").first();
  expect(await group.isVisible()).toBe(false);
  await onPaper(here);
  await group.waitFor();
  await leave(here);
});

test("a long history is folded on a screen, and opens", async () => {
  const here = await visit("/agreements/CCRA");
  const { page } = here;
  const entries = page.locator(".history .event");
  const shown = () => entries.filter({ visible: true }).count();
  expect(await shown()).toBe(6);
  await page.locator(".older > summary").click();
  expect(await shown()).toBeGreaterThan(40);
  await leave(here);
});

test("a table of two hundred lines has every line on paper, its head on every sheet", async () => {
  const here = await visit("/");
  const { page } = here;
  const lines = Array.from({ length: 200 }, () => "ANSSI-CC-2023/42,ES,2024-05-01");
  const buffer = Buffer.from(["certificate,market,date", ...lines].join("\n"));
  const file = { name: "goods.csv", mimeType: "text/csv", buffer };
  await page.locator(".pick input[type=file]").first().setInputFiles(file);
  await page.getByRole("button", { name: message("en", "web.manifest.ask") }).click();
  await page.getByText(message("en", "web.manifest.done", { count: 200 })).waitFor();
  expect(await page.locator("tbody tr").count()).toBe(100);
  await onPaper(here);
  expect(await page.locator("tbody tr").count()).toBe(200);
  const head = page.locator("thead").first();
  expect(await head.evaluate((one) => getComputedStyle(one).display)).toBe("table-header-group");
  expect(await page.evaluate(beyond)).toEqual([]);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect.poll(() => page.locator("tbody tr").count()).toBe(100);
  await leave(here);
});
