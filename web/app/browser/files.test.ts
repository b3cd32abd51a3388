// Files that somebody drops or picks: tables of many questions, credentials; what becomes of them
// when the language changes, when the work is stopped, and when they are no such thing.
import { expect, test } from "vitest";
import { withBrowser } from "./browser.ts";
import { message, pattern, type Language } from "./catalogue.ts";
import { telling } from "./told.ts";
import { leave, SIZES, visit, type Visit } from "./visit.ts";

withBrowser();

const HEAD = "certificate;market;date";
const CERTIFICATES = ["ANSSI-CC-2023/42", "NOBODY-0001", "NORD-M-2018-90"];

function table(lines: number): string {
  const rows = Array.from(
    { length: lines },
    (_, at) => `${CERTIFICATES[at % CERTIFICATES.length]};ES;2024-05-01`,
  );
  return [HEAD, ...rows].join("\r\n");
}

async function pick(here: Visit, name: string, content: string | Buffer): Promise<void> {
  const mimeType = /\.csv$/.test(name) ? "text/csv" : "application/json";
  const buffer = Buffer.from(content as string);
  await here.page.locator(".pick input[type=file]").first().setInputFiles({ name, mimeType, buffer });
}

async function speak(here: Visit, wanted: Language): Promise<void> {
  await here.page.locator(".language select").selectOption(wanted);
  await here.page.locator(`html[lang=${wanted}]`).waitFor();
}

const lines = (language: Language, count: number): string =>
  message(language, "web.manifest.done", { count });

test.each(["phone", "desktop"] as const)("a table outlives a change of language (%s)", async (size) => {
  const here = await visit("/", { viewport: SIZES[size] });
  const { page } = here;
  const { button } = telling(here);
  const faulty = `${table(4)}\r\n;ES;2024-05-01\r\nK;ES;1/2/26\r\n`;
  await pick(here, "goods.csv", faulty);
  await button("web.manifest.ask").click();
  await page.getByText(lines("en", 6)).waitFor();
  await speak(here, "ar");
  await page.getByText(lines("ar", 6)).waitFor();
  expect(await page.locator("tbody tr").count()).toBe(6);
  // Lines that could not be asked are named, with the reason.
  const faults = page.locator("tbody tr").filter({ hasText: message("ar", "web.manifest.fault") });
  expect(await faults.locator("td:first-child").allInnerTexts()).toEqual(["6", "7"]);
  await page.getByText(message("ar", "web.manifest.no-date")).waitFor();
  await here.settled();
  await here.picture(`files/table-ar-${size}`);
  await leave(here);
});

test("what is typed and what is presented outlive it too", async () => {
  const here = await visit("/");
  const { page } = here;
  const { field } = telling(here);
  await field("web.check.number").fill("ANSSI-CC-2023/42");
  await speak(here, "ru");
  expect(await page.locator("input[name=certificate]").inputValue()).toBe("ANSSI-CC-2023/42");
  expect(new URL(page.url()).searchParams.get("lang")).toBe("ru");
  const path = "/v1/certificates/ANSSI-CC-2023%2F42/credential";
  const credential = await page.evaluate(async (from) => (await fetch(from)).text(), path);
  await page.locator("select[name=market]").selectOption("ES");
  await pick(here, "shown.json", credential);
  await page.getByRole("heading", { name: pattern("ru", "web.presented.title") }).waitFor();
  await speak(here, "ar");
  await page.getByRole("heading", { name: pattern("ar", "web.presented.title") }).waitFor();
  await page.getByRole("heading", { name: message("ar", "web.compared.title") }).waitFor();
  await here.settled();
  await here.picture("files/presented-ar");
  await leave(here);
});

test("ten thousand lines show how far they are, and stop when asked", async () => {
  const here = await visit("/");
  const { page } = here;
  const { button } = telling(here);
  let seen = 0;
  let release = (): void => undefined;
  const held = new Promise<void>((resolved) => {
    release = resolved;
  });
  await page.route("**/v1/determinations**", async (route) => {
    if (++seen > 3) await held;
    await route.continue().catch(() => undefined);
  });
  await pick(here, "goods.csv", table(10_001));
  await page.getByText(message("en", "web.manifest.too-many", { most: 10_000 })).waitFor();
  await button("web.manifest.ask").click();
  await page.getByText(message("en", "web.manifest.progress", { done: 600, of: 10_000 })).waitFor();
  expect(await page.locator("progress").evaluate((one) => (one as HTMLProgressElement).value)).toBe(600);
  await here.picture("files/progress");
  await button("web.state.cancel").click();
  await page.getByText(message("en", "web.manifest.cancelled", { done: 600, of: 10_000 })).waitFor();
  release();
  await page.unroute("**/v1/determinations**");
  await button("web.manifest.go-on").click();
  await page.getByText(lines("en", 10_000)).waitFor({ timeout: 120_000 });
  await here.picture("files/ten-thousand");
  await leave(here);
});

const REFUSED: [name: string, content: string | Buffer, code: string, values: Record<string, string | number>][] = [
  ["colours.csv", "colour,size\nred,2\n", "web.file.no-column", { found: "colour, size" }],
  ["empty.csv", "", "web.file.empty", {}],
  ["head.csv", HEAD, "web.file.no-lines", {}],
  ["open.csv", `${HEAD}\nA;ES;2024-05-01\n"B;ES;\nC;ES;\n`, "web.file.open-quote", { line: 3 }],
  ["large.csv", Buffer.alloc((8 << 20) + 1, "a"), "web.file.too-large", { most: 8 }],
];

test.each(REFUSED)("%s is refused with the reason", async (name, content, code, values) => {
  const here = await visit("/");
  await pick(here, name, content);
  await here.page.getByRole("status").getByText(message("en", code, { name, ...values })).waitFor();
  await leave(here);
});

test("a table in Windows-1252 is read, and that is said", async () => {
  const here = await visit("/");
  await pick(here, "old.csv", Buffer.from(`${HEAD};maker\r\nK-1;ES;;Müller\r\n`, "latin1"));
  await here.page.getByText(message("en", "web.manifest.windows-1252")).waitFor();
  await leave(here);
});
