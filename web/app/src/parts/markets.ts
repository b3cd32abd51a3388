// Markets by their names in the language spoken: the registry's own names where it has them, and
// until they are here, or where it has none, what the browser calls a country.
import { signal } from "@preact/signals";
import { get } from "../api/client.ts";
import type { Listing } from "../api/types.ts";
import { language } from "../language/language.ts";

type Names = Record<string, string>;

const known = signal<ReadonlyMap<string, Names> | null>(null);
let asked = false;

// ISO 3166-1, two letters each: what can be chosen before the registry has said what it knows.
const COUNTRIES =
  "ADAEAFAGALAMAOARATAUAZBABBBDBEBFBGBHBIBJBNBOBRBSBTBWBYBZCACDCFCGCHCICLCMCNCOCRCUCVCYCZDEDJDKDMDODZ" +
  "ECEEEGERESETFIFJFMFRGAGBGDGEGHGMGNGQGRGTGWGYHNHRHTHUIDIEILINIQIRISITJMJOJPKEKGKHKIKMKNKPKRKWKZLALB" +
  "LCLILKLRLSLTLULVLYMAMCMDMEMGMHMKMLMMMNMRMTMUMVMWMXMYMZNANENGNINLNONPNRNZOMPAPEPGPHPKPLPTPWPYQAROR" +
  "SRURWSASBSCSDSESGSISKSLSMSNSOSRSSSTSVSYSZTDTGTHTJTLTMTNTOTRTTTVTZUAUGUSUYUZVAVCVEVNVUWSYEZAZMZW";

const MOST_PAGES = 20;

async function load(): Promise<void> {
  const found = new Map<string, Names>();
  let next: string | undefined;
  for (let page = 0; page < MOST_PAGES; ++page) {
    const cursor = next === undefined ? "" : `&cursor=${encodeURIComponent(next)}`;
    const listing: Listing = await get(`/v1/economies?limit=100${cursor}`);
    for (const item of listing.items) {
      const code = typeof item["code"] === "string" ? item["code"] : item.id;
      found.set(code, (item["names"] ?? {}) as Names);
    }
    next = listing.next;
    if (next === undefined) break;
  }
  if (found.size > 0) known.value = found;
}

// Asks the registry once; what fails is asked again with the next page.
export function wantMarkets(): void {
  if (asked) return;
  asked = true;
  load().catch(() => {
    asked = false;
  });
}

function browserName(code: string): string | null {
  if (!/^[A-Z]{2}$/.test(code)) return null;
  try {
    const names = new Intl.DisplayNames(language.value, { type: "region", fallback: "none" });
    return names.of(code) ?? null;
  } catch {
    return null;
  }
}

export function marketName(code: string): string {
  const names = known.value?.get(code);
  return names?.[language.value] ?? browserName(code) ?? names?.["en"] ?? code;
}

export const isMarket = (code: string): boolean => known.value?.has(code) ?? false;

export interface Market {
  code: string;
  name: string;
}

// In the order of their names. `kept` is offered too when nobody has named it.
export function markets(kept: readonly string[] = []): Market[] {
  const codes = known.value === null ? (COUNTRIES.match(/../g) ?? []) : [...known.value.keys()];
  const all = new Set([...codes, ...kept.filter((code) => code !== "")]);
  const collator = new Intl.Collator(language.value);
  return [...all]
    .map((code) => ({ code, name: marketName(code) }))
    .sort((a, b) => collator.compare(a.name, b.name));
}

const REMEMBERED = "concordat.market";

export function rememberedMarket(): string {
  try {
    return localStorage.getItem(REMEMBERED) ?? "";
  } catch {
    return "";
  }
}

export function rememberMarket(code: string): void {
  try {
    localStorage.setItem(REMEMBERED, code);
  } catch {
    // It is asked again, then.
  }
}
