// The question of an address: /?certificate=…&market=…&on=…, and what may be told of the product.
import { target } from "../../api/client.ts";
import type { Product, Question } from "../../api/types.ts";
import { isCivilDate, today } from "../../language/dates.ts";
import { listed, readable, unlisted } from "../../shell/lists.ts";

export const PRODUCT = ["sector", "model", "batch", "serial", "softwareVersion", "gtin", "hs"] as const;

export const EVENTS = [
  "placing-on-market",
  "presentation-at-border",
  "putting-into-service",
] as const;

export interface Asked {
  certificates: string[];
  issuer: string;
  digest: string;
  market: string;
  on: string;
  purpose: "recognition" | "market-access";
  product: Partial<Record<(typeof PRODUCT)[number], string>>;
  // Empty: placing on the market.
  event: string;
  // Attributes of the product, as typed: "voltage" to "230".
  facts: Record<string, string>;
  asOf: number | null;
}

export function askedIn(query: URLSearchParams): Asked {
  const on = query.get("on");
  const asOf = Number(query.get("asOf") ?? "");
  const told = PRODUCT.map((name) => [name, query.get(name)?.trim() ?? ""]);
  const facts = unlisted(query.getAll("fact")).map((fact) => {
    const colon = fact.indexOf(":");
    return [fact.slice(0, Math.max(colon, 0)), fact.slice(colon + 1)];
  });
  return {
    certificates: unlisted(query.getAll("certificate")),
    issuer: query.get("issuer") ?? "",
    digest: query.get("digest") ?? "",
    market: query.get("market") ?? "",
    on: isCivilDate(on) ? on : today(),
    purpose: query.get("purpose") === "market-access" ? "market-access" : "recognition",
    event: EVENTS.slice(1).find((event) => event === query.get("event")) ?? "",
    product: Object.fromEntries(told.filter(([, value]) => value !== "")),
    facts: Object.fromEntries(facts.filter(([name, value]) => name !== "" && value !== "")),
    asOf: Number.isInteger(asOf) && asOf > 0 ? asOf : null,
  };
}

// The address of a question; what stands in it by default is left out of it, the date never.
export function addressOf(asked: Asked, path = "/"): string {
  const query = new URLSearchParams();
  const facts = Object.entries(asked.facts).map(([name, value]) => `${name}:${value}`);
  const rest: [string, string][] = [
    ["certificate", listed(asked.certificates)],
    ["issuer", asked.issuer],
    ["digest", asked.digest],
    ["market", asked.market],
    ["on", asked.on],
    ["purpose", asked.purpose === "recognition" ? "" : asked.purpose],
    ["event", asked.event],
    ...Object.entries(asked.product),
    ["asOf", asked.asOf === null ? "" : String(asked.asOf)],
    ["fact", listed(facts)],
  ];
  for (const [name, value] of rest) if (value !== "") query.set(name, value);
  return `${path}?${readable(query)}`;
}

// Attributes have kinds: yes and no, whole numbers, words.
export function attribute(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

function productOf(asked: Asked): Product | null {
  const attributes = Object.fromEntries(
    Object.entries(asked.facts).map(([name, text]) => [name, attribute(text)]),
  );
  const known = Object.keys(attributes).length > 0;
  const product: Product = { ...asked.product, ...(known && { attributes }) };
  return Object.keys(product).length > 0 ? product : null;
}

export function questionOf(asked: Asked): Question {
  const product = productOf(asked);
  return {
    purpose: asked.purpose,
    market: asked.market,
    date: asked.on,
    attestations: asked.certificates.map((number) => ({
      number,
      ...(asked.issuer !== "" && { issuer: asked.issuer }),
      ...(asked.digest !== "" && { digest: asked.digest }),
    })),
    ...(product !== null && { product }),
    ...(asked.event !== "" && { event: asked.event }),
    ...(asked.asOf !== null && { asOf: asked.asOf }),
  };
}

// The same question as an address of the interface, where parameters can ask it.
export function interfaceAddress(question: Question): string | null {
  const { product, attestations, market, date, purpose, event, asOf } = question;
  const [first, ...others] = attestations;
  const { attributes, ...goods } = product ?? {};
  if (others.length > 0 || first?.digest !== undefined || attributes !== undefined) return null;
  const told = { certificate: first?.number, issuer: first?.issuer, market, date, purpose, event, asOf };
  return target("/v1/determinations", { ...told, ...goods, sentences: true });
}
