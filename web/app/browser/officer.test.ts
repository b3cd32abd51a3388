// An officer at a border: a number or a code, a market, an answer, and why it is believed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { withBrowser } from "./browser.ts";
import type { Language } from "./catalogue.ts";
import { filmOf } from "./film.ts";
import { telling } from "./told.ts";
import { leave, SIZES, visit } from "./visit.ts";

const NUMBER = "ANSSI-CC-2023/42";

const folder = mkdtempSync(join(tmpdir(), "film-"));
const film = join(folder, "code.y4m");
filmOf(film, `${inject("address")}/certificates/${encodeURIComponent(NUMBER)}`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

withBrowser([
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  `--use-file-for-fake-video-capture=${film}`,
]);

const CASES: [Language, keyof typeof SIZES][] = [
  ["en", "phone"],
  ["ar", "phone"],
  ["es", "desktop"],
];

test.each(CASES)("pastes a number and sees the answer (%s, %s)", async (language, size) => {
  const here = await visit("/", { language, viewport: SIZES[size] });
  const { page } = here;
  const { button, field, like, say } = telling(here);
  await field("web.check.number").focus();
  await page.keyboard.insertText(NUMBER);
  await field("web.check.market").selectOption("ES");
  await field("web.check.on").fill("2024-05-01");
  await button("web.check.ask").click();
  const answer = page.getByRole("heading", { name: like("web.answer.recognition.recognised") });
  await answer.waitFor();
  // Who asked is taken to the answer, and the address says it again to whoever gets it.
  await expect.poll(() => answer.evaluate((one) => one === document.activeElement)).toBe(true);
  const asked = new URL(page.url()).searchParams;
  expect([asked.get("certificate"), asked.get("market"), asked.get("on")]).toEqual([
    NUMBER,
    "ES",
    "2024-05-01",
  ]);
  await page.getByText(say("web.outcome.recognised"), { exact: true }).first().waitFor();
  await here.picture(`officer/answer-${language}-${size}`);
  // Believing nobody, the officer has this browser work it out.
  await button("web.verify.start").click();
  await page.getByRole("status").getByText(say("web.verify.equal")).waitFor();
  await here.picture(`officer/verified-${language}-${size}`);
  await leave(here);
});

test.each(CASES)("learns what “not found here” means (%s, %s)", async (language, size) => {
  const here = await visit("/", { language, viewport: SIZES[size] });
  const { page } = here;
  const { button, field, like, say } = telling(here);
  await field("web.check.number").fill("NOBODY-0001");
  await field("web.check.market").selectOption("ES");
  await button("web.check.ask").click();
  await page.getByRole("heading", { name: like("web.answer.not-found") }).waitFor();
  await page.getByText(say("web.not-found.issuer")).waitFor();
  expect(await page.getByText(say("web.outcome.not-recognised"), { exact: true }).count()).toBe(0);
  await here.picture(`officer/not-found-${language}-${size}`);
  await leave(here);
});

test.each(CASES.slice(0, 2))("scans a code (%s, %s)", async (language, size) => {
  const here = await visit("/", { language, viewport: SIZES[size] });
  const { button, field } = telling(here);
  await button("web.scan").click();
  await expect.poll(() => field("web.check.number").inputValue(), { timeout: 30_000 }).toBe(NUMBER);
  // The camera is let go.
  expect(await here.page.locator("video").count()).toBe(0);
  await leave(here);
});
