// What the first view costs: script under 60 kB as it travels, and nothing that it does not need.
import { expect, test } from "vitest";
import { withBrowser } from "./browser.ts";
import { message } from "./catalogue.ts";
import { leave, visitor, type Visit } from "./visit.ts";

withBrowser();

const BUDGET_BYTES = 60_000;

interface Travelled {
  script: number;
  all: number;
  addresses: string[];
}

// Counts what travels from now on.
async function counting(here: Visit): Promise<Travelled> {
  const client = await here.page.context().newCDPSession(here.page);
  await client.send("Network.enable");
  const scripts = new Set<string>();
  const travelled: Travelled = { script: 0, all: 0, addresses: [] };
  client.on("Network.responseReceived", ({ requestId, response, type }) => {
    travelled.addresses.push(response.url);
    if (type === "Script") scripts.add(requestId);
  });
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    travelled.all += encodedDataLength;
    if (scripts.has(requestId)) travelled.script += encodedDataLength;
  });
  return travelled;
}

const heavy = (address: string): boolean => /\.wasm|decode|worker|Scanner/.test(address);

test("the first view stays within its budget, the engine and the decoder are left out", async () => {
  for (const language of ["en", "ar"] as const) {
    const here = await visitor({ language });
    const travelled = await counting(here);
    await here.go("/");
    console.info(`first view in ${language}: ${travelled.script} B of script, ${travelled.all} B`);
    expect(travelled.script).toBeGreaterThan(0);
    expect(travelled.script).toBeLessThan(BUDGET_BYTES);
    expect(travelled.addresses.filter(heavy)).toEqual([]);
    await leave(here);
  }
});

test("an answer does without the engine until somebody wants it", async () => {
  const here = await visitor();
  const travelled = await counting(here);
  const workers: string[] = [];
  here.page.on("worker", (worker) => workers.push(worker.url()));
  await here.go("/?certificate=ANSSI-CC-2023%2F42&market=ES&on=2024-05-01");
  expect([...travelled.addresses.filter(heavy), ...workers]).toEqual([]);
  const start = message("en", "web.verify.start");
  await here.page.getByRole("button", { name: start }).click();
  await here.page.getByText(message("en", "web.verify.equal")).waitFor();
  expect(workers).toHaveLength(1);
  await leave(here);
});

test("the form can be used before any data has come", async () => {
  const here = await visitor();
  const { page } = here;
  let release = (): void => undefined;
  const held = new Promise<void>((resolved) => {
    release = resolved;
  });
  await page.route(/\/(v1|log)\//, async (route) => {
    await held;
    await route.continue();
  });
  // The page does not settle: what it asks is held back.
  await Promise.race([here.go("/"), page.getByRole("button", { name: /./ }).first().waitFor()]);
  await page.getByLabel(message("en", "web.check.number")).fill("ANSSI-CC-2023/42");
  await page.getByLabel(message("en", "web.check.market"), { exact: true }).selectOption("ES");
  await page.getByLabel(message("en", "web.check.on"), { exact: true }).fill("2024-05-01");
  await page.getByRole("button", { name: message("en", "web.check.ask"), exact: true }).click();
  await page.getByRole("status").first().waitFor();
  release();
  await page.locator("h2#answer").waitFor();
  await leave(here);
});
