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

// Letters alone count: "Certificate no." is certificateno. The first name that a column has wins.
const COLUMNS = {
  certificate: [
    ...["certificate", "certificatenumber", "certificateno", "number", "attestation"],
    ...["certificat", "certificado", "сертификат", "证书", "شهادة", "الشهادة"],
  ],
  market: [
    ...["market", "country", "destination", "marché", "pays", "mercado", "país"],
    ...["рынок", "страна", "市场", "国家", "السوق", "البلد"],
  ],
  on: ["date", "on", "fecha", "дата", "日期", "التاريخ"],
  issuer: ["issuer", "body", "organisme", "emisor", "орган", "机构", "الجهة"],
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

const SEPARATORS = [",", ";", "\t", "|"];

export interface TableRow {
  line: number;
  cells: string[];
  // A quotation mark in it is never closed: all that follows fell into it.
  open?: true;
}

// RFC 4180, with the separator that the first line names as spreadsheets do ("sep=;"), or else has
// most of outside quotation marks.
export function rowsOf(text: string): TableRow[] {
  const plain = text.replace(/^\uFEFF/, "");
  const head = plain.slice(0, plain.search(/\r|\n|$/));
  const named = /^sep=(.)$/i.exec(head)?.[1];
  const bare = head.replace(/"[^"]*"/g, "");
  const count = (sign: string) => bare.split(sign).length;
  const separator = named ?? [...SEPARATORS].sort((a, b) => count(b) - count(a))[0];
  const rows = rowsBy(separator ?? ",", plain);
  return named === undefined ? rows : rows.slice(1);
}

function rowsBy(separator: string, plain: string): TableRow[] {
  const rows: TableRow[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let line = 1;
  let from = 1;
  const endRow = () => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== "")) {
      rows.push({ line: from, cells, ...(quoted && { open: true as const }) });
    }
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

// The lines of a table, or the code of why it is none, with what its message says.
export type Table =
  | { lines: Line[] }
  | { lines?: undefined; problem: string; found?: string; line?: number };

const MOST_NAMED = 12;

function placesIn(names: readonly string[]): Map<Column, number> {
  const plain = names.map((name) => name.toLowerCase().replace(/[^\p{L}\p{M}]/gu, ""));
  const places = new Map<Column, number>();
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const known: readonly string[] = COLUMNS[column];
    const at = known.map((name) => plain.indexOf(name)).find((place) => place !== -1);
    if (at !== undefined) places.set(column, at);
  }
  return places;
}

export function readManifest(text: string): Table {
  const [head, ...rows] = rowsOf(text);
  if (head === undefined) return { problem: "web.file.empty" };
  const places = placesIn(head.cells);
  if (!places.has("certificate")) {
    const found = head.cells.map((name) => name.trim()).slice(0, MOST_NAMED).join(", ");
    return { problem: "web.file.no-column", found: found.slice(0, 200) };
  }
  const open = rows.find((row) => row.open);
  if (open !== undefined) return { problem: "web.file.open-quote", line: open.line };
  if (rows.length === 0) return { problem: "web.file.no-lines" };
  const lines = rows.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(
      [...places].map(([column, at]) => [column, (cells[at] ?? "").trim()]),
    ),
  }));
  return { lines };
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
