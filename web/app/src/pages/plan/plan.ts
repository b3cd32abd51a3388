// A plan: certificates by markets on a day, its address, its cells, and what is missing over all.
import type { LineOutcome } from "../../api/lines.ts";
import type { CureStep } from "../../api/types.ts";
import { isCivilDate, today } from "../../language/dates.ts";
import { listed, readable, unlisted } from "../../shell/lists.ts";
import type { Asked } from "../check/question.ts";

export interface Plan {
  certificates: string[];
  markets: string[];
  on: string;
  purpose: "recognition" | "market-access";
}

export const MOST_CERTIFICATES = 50;
export const MOST_MARKETS = 30;

const distinct = (texts: readonly string[], most: number): string[] =>
  [...new Set(texts.map((text) => text.trim()).filter(Boolean))].slice(0, most);

export function planIn(query: URLSearchParams): Plan {
  const on = query.get("on");
  return {
    certificates: distinct(unlisted(query.getAll("certificate")), MOST_CERTIFICATES),
    markets: distinct(unlisted(query.getAll("market")), MOST_MARKETS),
    on: isCivilDate(on) ? on : today(),
    purpose: query.get("purpose") === "market-access" ? "market-access" : "recognition",
  };
}

export function addressOfPlan(plan: Plan): string {
  const query = new URLSearchParams();
  query.set("certificate", listed(plan.certificates));
  query.set("market", listed(plan.markets));
  query.set("on", plan.on);
  if (plan.purpose === "market-access") query.set("purpose", plan.purpose);
  return `/plan?${readable(query)}`;
}

// One a line; commas and semicolons part them too, where no number has any.
export const numbersIn = (text: string): string[] =>
  distinct(text.split(/[\n\r;,\t]+/), MOST_CERTIFICATES);

export interface Cell {
  certificate: string;
  market: string;
  asked: Asked;
  outcome: LineOutcome;
}

// What is asked, certificate by certificate, in the order of the grid.
export function askedOfPlan(plan: Plan): Asked[] {
  return plan.certificates.flatMap((certificate) =>
    plan.markets.map((market) => ({
      certificates: [certificate],
      issuer: "",
      digest: "",
      market,
      on: plan.on,
      purpose: plan.purpose,
      product: {},
      event: "",
      facts: {},
      asOf: null,
    })),
  );
}

export interface Lacking {
  step: CureStep;
  cells: Cell[];
}

const nameOf = (step: CureStep): string =>
  JSON.stringify([step.code, step.by, step.sentence, step.arguments]);

// The steps of the cheapest cures, those first that turn up in most answers.
export function lackingIn(cells: readonly Cell[]): Lacking[] {
  const found = new Map<string, Lacking>();
  for (const cell of cells) {
    const steps = cell.outcome.answer?.cures[0]?.steps ?? [];
    for (const step of steps) {
      const lacking = found.get(nameOf(step)) ?? { step, cells: [] };
      lacking.cells.push(cell);
      found.set(nameOf(step), lacking);
    }
  }
  return [...found.values()].sort((a, b) => b.cells.length - a.cells.length);
}
