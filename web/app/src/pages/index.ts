// Which page an address belongs to. Pages come when they are wanted, the first view excepted.
import type { ComponentType } from "preact";

export interface PageProps {
  // What the pattern's group caught, decoded: the number of a certificate, the id of a record.
  rest: string;
}

export interface Page {
  pattern: RegExp;
  // Which entry of the navigation it stands under; none for pages that one comes to otherwise.
  under?: string;
  load: () => Promise<{ default: ComponentType<PageProps> }>;
}

export const PAGES: Page[] = [
  { pattern: /^\/$/, under: "check", load: () => import("./check/CheckPage.tsx") },
  {
    pattern: /^\/who-recognises-whom$/,
    under: "whom",
    load: () => import("./whom/WhomPage.tsx"),
  },
  { pattern: /^\/log$/, under: "log", load: () => import("./log/LogPage.tsx") },
  {
    pattern: /^\/log\/entries\/(\d{1,15})$/,
    under: "log",
    load: () => import("./log/EntryPage.tsx"),
  },
  { pattern: /^\/about$/, load: () => import("./guidance/AboutPage.tsx") },
  { pattern: /^\/guidance\/([a-z-]+)$/, load: () => import("./guidance/GuidancePage.tsx") },
  { pattern: /^\/data$/, under: "data", load: () => import("./data/DataPage.tsx") },
];

export function pageOf(path: string): { page: Page; rest: string } | null {
  for (const page of PAGES) {
    const found = page.pattern.exec(path);
    if (found === null) continue;
    try {
      return { page, rest: decodeURIComponent(found[1] ?? "") };
    } catch {
      return null;
    }
  }
  return null;
}
