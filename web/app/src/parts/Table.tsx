// A table with its caption, and the same as CSV. Cells are what is shown and, where that is not
// text, the text that stands for it.
import type { ComponentChild } from "preact";
import { say } from "../language/language.ts";
import { csv, download } from "./download.ts";

export interface Cell {
  text: string;
  shown?: ComponentChild;
}
export type Row = (Cell | string)[];

const textOf = (cell: Cell | string): string => (typeof cell === "string" ? cell : cell.text);
const shownOf = (cell: Cell | string): ComponentChild =>
  typeof cell === "string" ? <bdi>{cell}</bdi> : (cell.shown ?? <bdi>{cell.text}</bdi>);

export function Table({
  caption,
  columns,
  rows,
  file,
  quiet,
}: {
  caption: string;
  columns: string[];
  rows: Row[];
  // What a CSV of it is called; none is offered without.
  file?: string;
  // The caption is for screen readers alone.
  quiet?: boolean;
}) {
  return (
    <div class="scrolling" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption class={quiet === true ? "hidden" : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    {shownOf(cell)}
                  </th>
                ) : (
                  <td key={column}>{shownOf(cell)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {file !== undefined && (
        <button
          type="button"
          class="quiet small"
          onClick={() => {
            const texts = rows.map((row) => row.map(textOf));
            download(`${file}.csv`, "text/csv", csv([columns, ...texts]));
          }}
        >
          {say("web.export.csv")}
        </button>
      )}
    </div>
  );
}
