// A visit to the application in Debian's Chromium, and what must not happen during one.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";

export const LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];
export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 900 };

const tree = resolve(fileURLToPath(import.meta.url), "../../../..");
const screenshots = resolve(tree, "build/web-screenshots");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");

let browser: Browser;

// In every file of stories: a browser for as long as they last.
export function withBrowser(args: string[] = []): void {
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", ...args],
    });
  });
  afterAll(() => browser.close());
}

export interface Visit {
  page: Page;
  // What went wrong so far: errors on the console, requests that failed or left this server.
  faults: string[];
  // Faults that a story brings about itself.
  expectFault: (part: string) => void;
  picture: (name: string) => Promise<void>;
  close: () => Promise<void>;
}

export async function visit(
  path: string,
  options: BrowserContextOptions & { language?: Language } = {},
): Promise<Visit> {
  const address = inject("address");
  const { language = "en", ...more } = options;
  const context = await browser.newContext({
    locale: language,
    viewport: DESKTOP,
    reducedMotion: "reduce",
    ...more,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  const expected: string[] = [];
  const fault = (text: string): void => {
    if (!expected.some((part) => text.includes(part))) faults.push(text);
  };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) fault(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => fault(`thrown: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) fault(`left the server: ${url}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) fault(`${response.status()} ${response.url()}`);
  });
  await page.goto(address + path);
  await settled(page);
  return {
    page,
    faults,
    expectFault: (part) => expected.push(part),
    picture: async (name) => {
      await page.screenshot({ path: resolve(screenshots, `${name}.png`), fullPage: true });
    },
    close: () => context.close(),
  };
}

// Until nothing is on its way any more.
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => document.querySelector(".loading") === null);
}

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

// What axe finds, a line each.
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations = (await page.evaluate(
    async () => (await (window as unknown as { axe: typeof import("axe-core") }).axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    })).violations,
  )) as Violation[];
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
  );
}

export async function isWide(page: Page): Promise<boolean> {
  return page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
}

const catalogues = new Map<Language, Record<string, string>>();

// A message as it stands in the catalogue, for finding what carries it.
export function message(language: Language, code: string): string {
  let catalogue = catalogues.get(language);
  if (catalogue === undefined) {
    const file = resolve(tree, "locales", `${language}.json`);
    catalogue = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
    catalogues.set(language, catalogue);
  }
  const found = catalogue[code];
  expect(found, `${code} in ${language}`).toBeDefined();
  return found ?? "";
}
