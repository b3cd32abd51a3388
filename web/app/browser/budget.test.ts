// What the first view costs: script under 60 kB as it travels, and nothing that it does not need.
import { expect, test } from "vitest";
import { visit, withBrowser } from "./visit.ts";
import { chromium } from "playwright-core";
import { inject } from "vitest";

withBrowser();

const BUDGET_BYTES = 60_000;

test("the first view stays within its budget of script", async () => {
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const page = await browser.newPage();
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  const scripts = new Map<string, string>();
  let bytes = 0;
  client.on("Network.responseReceived", ({ requestId, response, type }) => {
    if (type === "Script") scripts.set(requestId, response.url);
  });
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  const other: string[] = [];
  page.on("request", (request) => {
    if (/\.wasm|qr/i.test(request.url())) other.push(request.url());
  });
  await page.goto(`${inject("address")}/`);
  await page.waitForLoadState("networkidle");
  expect(scripts.size).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(BUDGET_BYTES);
  expect(other).toEqual([]);
  await browser.close();
});

test("the form can be used before any data has come", async () => {
  const here = await visit("/plan?lang=en", { javaScriptEnabled: false });
  await here.close();
});
