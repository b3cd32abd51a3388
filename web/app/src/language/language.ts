// The language of the application: which, which way it runs, and what its messages say.
//
// An address may name it (?lang=ar) and then wins; else what was chosen here before; else what the
// page came in, which the server took from the browser's own wish.
import { batch, signal } from "@preact/signals";
import IntlMessageFormat from "intl-messageformat";

export const LANGUAGES = {
  ar: "العربية",
  en: "English",
  es: "Español",
  fr: "Français",
  ru: "Русский",
  zh: "中文",
} as const;
export type Language = keyof typeof LANGUAGES;

type Catalogue = Record<string, string>;
const LOADERS: Record<Language, () => Promise<{ default: Catalogue }>> = {
  ar: () => import("virtual:catalogue/ar"),
  en: () => import("virtual:catalogue/en"),
  es: () => import("virtual:catalogue/es"),
  fr: () => import("virtual:catalogue/fr"),
  ru: () => import("virtual:catalogue/ru"),
  zh: () => import("virtual:catalogue/zh"),
};

const CHOSEN = "concordat.language";

export const language = signal<Language>("en");
const catalogue = signal<Catalogue>({});
let formats = new Map<string, IntlMessageFormat>();

export function isLanguage(text: string | null | undefined): text is Language {
  return text != null && Object.hasOwn(LANGUAGES, text);
}

// What `localStorage` holds; browsers may refuse to say.
function remembered(): string | null {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}

export function wantedLanguage(): Language {
  const named = new URLSearchParams(location.search).get("lang");
  if (isLanguage(named)) return named;
  const before = remembered();
  if (isLanguage(before)) return before;
  const given = document.documentElement.lang.slice(0, 2);
  return isLanguage(given) ? given : "en";
}

// Speaks `wanted` from now on. The page turns round with it.
export async function speak(wanted: Language): Promise<void> {
  const loaded = (await LOADERS[wanted]()).default;
  batch(() => {
    formats = new Map();
    catalogue.value = loaded;
    language.value = wanted;
  });
  document.documentElement.lang = wanted;
  document.documentElement.dir = wanted === "ar" ? "rtl" : "ltr";
}

// Takes in messages of the language spoken that came with a page.
export function learn(messages: Catalogue): void {
  formats = new Map();
  catalogue.value = { ...catalogue.value, ...messages };
}

export async function choose(wanted: Language): Promise<void> {
  try {
    localStorage.setItem(CHOSEN, wanted);
  } catch {
    // It holds for this page, then.
  }
  await speak(wanted);
}

export type Plain = string | number | Date;

function format(code: string): IntlMessageFormat {
  // Read first: whoever says something says it again when the language changes.
  const messages = catalogue.value;
  const known = formats.get(code);
  if (known !== undefined) return known;
  const made = new IntlMessageFormat(messages[code] ?? code, language.value, undefined, {
    ignoreTag: true,
  });
  formats.set(code, made);
  return made;
}

// First-strong isolate and its end (UAX #9): a name or number keeps its own direction.
const isolated = (value: Plain): Plain =>
  typeof value === "string" && value !== "" ? `\u2068${value}\u2069` : value;

// The message of a code in the language spoken. Texts put into it are isolated.
export function say(code: string, values: Record<string, Plain> = {}): string {
  const safe = Object.fromEntries(Object.entries(values).map(([name, v]) => [name, isolated(v)]));
  // Arabic, as the six catalogues write it, with the digits that certificates carry.
  return String(format(code).format(safe));
}

export function has(code: string): boolean {
  return Object.hasOwn(catalogue.value, code);
}

// The same in pieces, where a value is an element.
export function parts<Element>(
  code: string,
  values: Record<string, Plain | Element>,
): (string | Element)[] {
  return format(code)
    .formatToParts<Element>(values as Record<string, Plain | Element & object>)
    .map((part) => part.value as string | Element);
}

// The locale for dates and numbers: the language with the digits that certificates carry.
export const locale = (): string => `${language.value}-u-nu-latn-ca-gregory`;
