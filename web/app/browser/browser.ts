// Debian's Chromium, one for a file of stories.
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";

let running: Browser | undefined;

// In every file of stories: a browser for as long as they last.
export function withBrowser(args: string[] = []): void {
  beforeAll(async () => {
    running = await chromium.launch({
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", ...args],
    });
  });
  afterAll(() => running?.close());
}

export function browser(): Browser {
  if (running === undefined) throw new Error("withBrowser() comes first");
  return running;
}
