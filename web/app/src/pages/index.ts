// Which page an address belongs to. Pages come when they are wanted, the first view excepted.
import type { ComponentType } from "preact";
import { withTexts } from "../language/withTexts.tsx";
import { TEXTS } from "./record/texts.ts";

export interface PageProps {
  // What the pattern's group caught, decoded: the number of a certificate, the id of a record.
  rest: string;
}

export interface Page {
  pattern: RegExp;
  // Which entry of the navigation it stands under; none for pages that one comes to otherwise.
  under?: string;
  // Holds what no address says (a file, a form half filled): it stays when the language changes.
  holds?: true;
  load: () => Promise<{ default: ComponentType<PageProps> }>;
}

type Load = Page["load"];

// A page of records comes with the words for what stands in them.
const withWords = (load: Load): Load => async () => ({
  default: withTexts(TEXTS, (await load()).default),
});

const record = (pattern: RegExp, load: Load): Page => ({
  pattern,
  under: "search",
  load: withWords(load),
});

// Kinds of records that have no page of their own.
const OTHERS = "acts|schemes|products|measures|alerts|follow-ups|classifications";
const OWN = "certificates|organisations|agreements|equivalence-decisions|standards|economies";
const KINDS = `${OWN}|${OTHERS}`;

const RECORDS: Page[] = [
  record(/^\/search$/, () => import("./search/SearchPage.tsx")),
  record(/^\/requirements$/, () => import("./requirement/RequirementsPage.tsx")),
  record(new RegExp(`^/(${KINDS})$`), () => import("./search/SearchPage.tsx")),
  record(/^\/certificates\/(.+)$/, () => import("./certificate/CertificatePage.tsx")),
  record(/^\/organisations\/(.+)$/, () => import("./organisation/OrganisationPage.tsx")),
  record(/^\/agreements\/(.+)$/, () => import("./agreement/AgreementPage.tsx")),
  record(/^\/equivalence-decisions\/(.+)$/, () => import("./equivalence/EquivalencePage.tsx")),
  record(/^\/requirements\/(.+)$/, () => import("./requirement/RequirementPage.tsx")),
  record(/^\/standards\/(.+)$/, () => import("./standard/StandardPage.tsx")),
  record(/^\/economies\/(.+)$/, () => import("./economy/EconomyPage.tsx")),
  record(new RegExp(`^/((?:${OTHERS})/.+)$`), () => import("./record/GenericPage.tsx")),
];

export const PAGES: Page[] = [
  { pattern: /^\/$/, under: "check", holds: true, load: () => import("./check/CheckPage.tsx") },
  { pattern: /^\/plan$/, under: "plan", holds: true, load: () => import("./plan/PlanPage.tsx") },
  ...RECORDS,
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
