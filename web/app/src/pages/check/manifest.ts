// A table of questions: market, certificate, date, and what is known of the goods. The columns are
// found by their names; a line that cannot be asked says so and holds up no other.
import type { Determination, Question } from "../../api/types.ts";
import { isCivilDate } from "../../language/dates.ts";
import { questionOf, PRODUCT, type Asked } from "./question.ts";

export interface Line {
  // In the file, counted from 1; the line of names is one.
  line: number;
  cells: Partial<Record<Column, string>>;
}

const COLUMNS = {
  certificate: ["certificate", "number", "attestation"],
  market: ["market", "country", "destination"],
  on: ["date", "on"],
  issuer: ["issuer", "body"],
  purpose: ["purpose"],
  sector: ["sector"],
  model: ["model", "type"],
  batch: ["batch", "lot"],
  serial: ["serial"],
  softwareVersion: ["softwareversion", "software"],
  gtin: ["gtin", "ean"],
  hs: ["hs", "hscode"],
} as const;
export type Column = keyof typeof COLUMNS;

export const MOST_LINES = 10_000;

// RFC 4180, with the separator that the first line has most of.
export function rowsOf(text: string): { line: number; cells: string[] }[] {
  const plain = text.replace(/^\uFEFF/, "");
  const head = plain.slice(0, plain.search(/\r|\n|$/));
  const count = (sign: string) => head.split(sign).length;
  const separator = [",", ";", "\t"].sort((a, b) => count(b) - count(a))[0];
  const rows: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let line = 1;
  let from = 1;
  const endRow = () => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== "")) rows.push({ line: from, cells });
    cells = [];
    cell = "";
    from = line;
  };
  for (let at = 0; at < plain.length; ++at) {
    const sign = plain[at];
    const breaks = sign === "\n" || (sign === "\r" && plain[at + 1] !== "\n");
    if (breaks) line += 1;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (plain[at + 1] === '"') cell += plain[++at];
      else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === separator) {
      cells.push(cell);
      cell = "";
    } else if (breaks) endRow();
    else if (sign !== "\r") cell += sign;
  }
  if (cell !== "" || cells.length > 0) endRow();
  return rows;
}

// Null where no column has the name of a certificate's number.
export function readManifest(text: string): Line[] | null {
  const [head, ...rows] = rowsOf(text);
  if (head === undefined) return null;
  const plain = head.cells.map((name) => name.trim().toLowerCase().replace(/[^a-z]/g, ""));
  const places = new Map<Column, number>();
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const names: readonly string[] = COLUMNS[column];
    const at = plain.findIndex((name) => names.includes(name));
    if (at !== -1) places.set(column, at);
  }
  if (!places.has("certificate")) return null;
  return rows.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(
      [...places].map(([column, at]) => [column, (cells[at] ?? "").trim()]),
    ),
  }));
}

export interface Outcome {
  line: number;
  asked: Asked;
  answer?: Determination;
  // A code, and the words for it where somebody else has them.
  problem?: { code: string; title?: string | undefined };
}

// The question of a line; the market and date of the form stand in where a line has none.
export function askedOf({ cells }: Line, otherwise: { market: string; on: string }): Asked {
  const product = PRODUCT.map((name) => [name, cells[name] ?? ""]);
  return {
    certificates: cells.certificate ? [cells.certificate] : [],
    issuer: cells.issuer ?? "",
    digest: "",
    market: cells.market || otherwise.market,
    on: cells.on || otherwise.on,
    purpose: cells.purpose === "market-access" ? "market-access" : "recognition",
    product: Object.fromEntries(product.filter(([, value]) => value !== "")),
    event: "",
    facts: {},
    asOf: null,
  };
}

export function faultOf(asked: Asked): string | null {
  if (asked.certificates.length === 0) return "web.manifest.no-certificate";
  if (asked.market === "") return "web.manifest.no-market";
  return isCivilDate(asked.on) ? null : "web.manifest.no-date";
}

export const questionLine = (asked: Asked): string => JSON.stringify(questionOf(asked) satisfies Question);
