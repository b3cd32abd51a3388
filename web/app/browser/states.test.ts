// What stands where something does not come: offline, refused, late, nothing there.
import { expect, test } from "vitest";
import { withBrowser } from "./browser.ts";
import { message, pattern } from "./catalogue.ts";
import { leave, PHONE, visit, visitor, type Visit } from "./visit.ts";

withBrowser();

const QUESTION = "/?certificate=ANSSI-CC-2023%2F42&market=ES&on=2024-05-01";
const DETERMINATIONS = "**/v1/determinations**";

async function ask(here: Visit): Promise<void> {
  const { page, language } = here;
  await page.getByLabel(message(language, "web.check.number")).fill("ANSSI-CC-2023/42");
  const market = page.getByLabel(message(language, "web.check.market"), { exact: true });
  await market.selectOption("ES");
  await page.getByRole("button", { name: message(language, "web.check.ask"), exact: true }).click();
}

test.each(["en", "ar"] as const)("offline, it says so and goes on when asked again (%s)", async (language) => {
  const here = await visit("/", { language, viewport: PHONE });
  const { page } = here;
  here.expectFault("ERR_INTERNET_DISCONNECTED");
  here.expectFault("failed: ");
  await page.context().setOffline(true);
  await ask(here);
  const alert = page.getByRole("alert");
  await alert.getByText(message(language, "web.problem.offline")).waitFor();
  // An answer that did not come is no answer.
  expect(await page.locator("h2#answer").count()).toBe(0);
  await here.picture(`states/offline-${language}`);
  await page.context().setOffline(false);
  await page.getByRole("button", { name: message(language, "web.state.again") }).click();
  await page.locator("h2#answer").waitFor();
  expect(await alert.count()).toBe(0);
  await leave(here);
});

test("refused with a problem, it says which; refused by another, it says by another", async () => {
  const here = await visitor();
  const { page } = here;
  here.expectFault("503");
  const problem = { code: "registry.busy", title: "Busy: ask again in a moment.", status: 503 };
  await page.route(DETERMINATIONS, (route) =>
    route.fulfill({ status: 503, contentType: "application/problem+json", json: problem }),
  );
  await here.go(QUESTION);
  await page.getByRole("alert").getByText(problem.title).waitFor();
  await page.unroute(DETERMINATIONS);
  await page.route(DETERMINATIONS, (route) =>
    route.fulfill({ status: 503, contentType: "text/html", body: "<h1>Gateway</h1>" }),
  );
  await page.getByRole("button", { name: message("en", "web.state.again") }).click();
  await page.getByRole("alert").getByText(message("en", "web.problem.not-ours")).waitFor();
  await page.unroute(DETERMINATIONS);
  await page.getByRole("button", { name: message("en", "web.state.again") }).click();
  await page.locator("h2#answer").waitFor();
  await leave(here);
});

test("late, it shows that it is on its way", async () => {
  const here = await visit("/");
  const { page } = here;
  let release = (): void => undefined;
  const held = new Promise<void>((resolved) => {
    release = resolved;
  });
  await page.route(DETERMINATIONS, async (route) => {
    await held;
    await route.continue();
  });
  await ask(here);
  await page.getByText(message("en", "web.state.loading")).waitFor({ state: "attached" });
  await here.picture("states/late");
  release();
  await page.locator("h2#answer").waitFor();
  await leave(here);
});

test.each(["en", "ar"] as const)("empty, it says that nothing was found and what that means (%s)", async (language) => {
  const here = await visit("/search?q=zzzz-nobody-has-this", { language });
  const { page } = here;
  await page.getByText(pattern(language, "web.find.nothing-for")).first().waitFor();
  await page.getByText(message(language, "web.record.not-here.not-invalid")).first().waitFor();
  await here.picture(`states/empty-${language}`);
  await leave(here);
});

test("a list that comes back empty is told from one that fails", async () => {
  const here = await visitor();
  const { page } = here;
  await page.route("**/v1/statements?**", (route) => route.fulfill({ json: { items: [] } }));
  await here.go("/log?type=certificate");
  await page.getByText(message("en", "web.log.none")).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
  await leave(here);
});
