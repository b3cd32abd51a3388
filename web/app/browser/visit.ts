// A visit to the application in Debian's Chromium, and what must not happen during one.
import { resolve } from "node:path";
import type { BrowserContextOptions, Page, Request } from "playwright-core";
import { expect, inject } from "vitest";
import { browser } from "./browser.ts";
import { tree, type Language } from "./catalogue.ts";

export const PHONE = { width: 360, height: 740 };
export const TABLET = { width: 820, height: 1180 };
export const DESKTOP = { width: 1280, height: 900 };
export const SIZES = { phone: PHONE, desktop: DESKTOP };

const KEEPS_PICTURES = process.env["WEB_SCREENSHOTS"] === "1";
const screenshots = resolve(tree, "build/web-screenshots");

export interface Visit {
  page: Page;
  language: Language;
  // What went wrong since the last address: errors and warnings on the console, thrown, refused by
  // the content policy, requests that failed or left this server.
  faults: string[];
  // Faults that a story brings about itself.
  expectFault: (part: string) => void;
  // Another address, loaded from the server, in the language of the visit.
  go: (path: string) => Promise<void>;
  settled: () => Promise<void>;
  // Keeps a picture under build/web-screenshots, where WEB_SCREENSHOTS=1 asks for them.
  picture: (name: string) => Promise<void>;
  close: () => Promise<void>;
}

export type Options = BrowserContextOptions & { language?: Language };

// A visitor who has not gone anywhere yet.
export async function visitor(options: Options = {}): Promise<Visit> {
  const { language = "en", ...more } = options;
  const context = await browser().newContext({
    locale: language,
    viewport: DESKTOP,
    reducedMotion: "reduce",
    acceptDownloads: true,
    ...more,
  });
  await context.addInitScript(reportPolicy);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults: string[] = [];
  const expected: string[] = [];
  watch(page, inject("address"), (text) => {
    if (!expected.some((part) => text.includes(part))) faults.push(text);
  });
  const settled = settling(page);
  const scripted = more.javaScriptEnabled !== false;
  return {
    page,
    language,
    faults,
    expectFault: (part) => expected.push(part),
    go: async (path) => {
      faults.length = 0;
      await page.goto(inject("address") + inLanguage(path, language));
      if (scripted) await settled();
    },
    settled,
    picture: async (name) => {
      if (!KEEPS_PICTURES) return;
      await page.screenshot({ path: resolve(screenshots, `${name}.png`), fullPage: true });
    },
    close: () => context.close(),
  };
}

export async function visit(path: string, options: Options = {}): Promise<Visit> {
  const here = await visitor(options);
  await here.go(path);
  return here;
}

export async function leave(here: Visit): Promise<void> {
  expect(here.faults).toEqual([]);
  await here.close();
}

export function inLanguage(path: string, language: Language): string {
  const [before = "", fragment] = path.split("#");
  const named = `${before}${before.includes("?") ? "&" : "?"}lang=${language}`;
  return fragment === undefined ? named : `${named}#${fragment}`;
}

function reportPolicy(): void {
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    console.error(`content policy: ${violatedDirective} refuses ${blockedURI}`);
  });
}

function watch(page: Page, address: string, fault: (text: string) => void): void {
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    fault(`console: ${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => fault(`thrown: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) fault(`left the server: ${url}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) fault(`${response.status()} ${response.url()}`);
  });
  page.on("requestfailed", (request) => {
    // Given up by the page itself, which asks something else now.
    const why = request.failure()?.errorText ?? "";
    if (why !== "net::ERR_ABORTED") fault(`failed: ${request.url()} ${why}`);
  });
}

const QUIET_MS = 120;

// Until nothing is on its way any more, and nothing stands for what is on its way.
function settling(page: Page): () => Promise<void> {
  const underWay = new Set<Request>();
  let last = 0;
  const ended = (request: Request): void => {
    underWay.delete(request);
    last = Date.now();
  };
  page.on("request", (request) => underWay.add(request));
  page.on("requestfinished", ended);
  page.on("requestfailed", ended);
  page.on("framenavigated", () => {
    last = Date.now();
  });
  return async () => {
    const until = Date.now() + 30_000;
    for (;;) {
      const quiet = underWay.size === 0 && Date.now() - last > QUIET_MS;
      if (quiet && (await page.locator(".loading, .bone").count()) === 0) return;
      if (Date.now() > until) {
        const waiting = [...underWay].map((request) => request.url()).join(" ");
        throw new Error(`the page does not settle: ${waiting}`);
      }
      await page.waitForTimeout(30);
    }
  };
}

// Whether the page scrolls sideways once pictures have taken the width that they have now.
export async function isWide(page: Page): Promise<boolean> {
  const fits = (): boolean =>
    document.documentElement.scrollWidth <= document.documentElement.clientWidth;
  return page.waitForFunction(fits, undefined, { timeout: 20_000 }).then(
    () => false,
    () => true,
  );
}
