// The grid as a table of lines, for a spreadsheet.
import { reasons } from "../../answer/legs.ts";
import { csv, download } from "../../parts/download.ts";
import type { Cell } from "./plan.ts";

const plain = (text: string | undefined): string => (text ?? "").replace(/[\u2066-\u2069]/g, "");

export function rowsOf(cells: readonly Cell[]): string[][] {
  return cells.map(({ certificate, market, asked, outcome: { answer, problem } }) => {
    const first = answer === undefined ? undefined : reasons(answer)[0];
    return [
      certificate,
      market,
      asked.on,
      answer?.verdict ?? "",
      answer?.why ?? "",
      answer?.extent?.whole === false ? (answer.extent.level ?? "part") : "",
      answer?.stable.until ?? "",
      answer?.lookAhead[0]?.date ?? "",
      answer?.lookAhead[0]?.verdict ?? "",
      problem?.code ?? first?.code ?? "",
      plain(first?.sentence),
      (answer?.cures[0]?.steps ?? []).map((step) => plain(step.sentence)).join(" "),
      String(answer?.asOf.size ?? ""),
    ];
  });
}

const HEAD = [
  "certificate", "market", "date", "verdict", "why", "extent", "until", "next", "nextVerdict",
  "code", "reason", "cure", "asOf",
];

export function takeCsv(cells: readonly Cell[]): void {
  download("plan.csv", "text/csv", csv([HEAD, ...rowsOf(cells)]));
}
