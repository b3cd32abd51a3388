// The matrix itself: rows whose results, columns who recognises them. One square is in the order of
// the keyboard; the arrow keys go on from there.
import { useRef, useState } from "preact/hooks";
import type { Coverage } from "../../api/coverage.ts";
import { say } from "../../language/language.ts";
import { Identifier } from "../../parts/text.tsx";
import { download } from "../../parts/download.ts";
import { Glyph } from "./Glyph.tsx";
import { keyOf, type Grid, type Square } from "./grid.ts";
import { matrixSvg } from "./matrixSvg.ts";
import { stateName } from "./words.ts";

interface Shared {
  coverage: Coverage;
  grid: Grid;
  name: (code: string) => string;
  open: (square: Square) => void;
}

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function Matrix({ coverage, grid, name, open }: Shared) {
  const table = useRef<HTMLTableElement>(null);
  const filled = (from: string, to: string): boolean =>
    (grid.squares.get(keyOf(from, to))?.cells.length ?? 0) > 0;
  const [at, setAt] = useState("");
  const first = grid.rows.flatMap((row) =>
    grid.columns.filter((column) => filled(row, column)).map((column) => keyOf(row, column)),
  )[0];
  const current = grid.squares.has(at) ? at : (first ?? "");

  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const button = (event.target as Element).closest<HTMLElement>("[data-square]");
    if (step === undefined || button === null) return;
    event.preventDefault();
    const turned = document.documentElement.dir === "rtl" ? -1 : 1;
    const place = (button.dataset["square"] ?? "").split(",").map(Number);
    let [row = 0, column = 0] = place;
    const last: [number, number] = [grid.rows.length, grid.columns.length];
    for (;;) {
      row += step[0];
      column += step[1] * turned;
      if (row < 0 || column < 0 || row >= last[0] || column >= last[1]) return;
      const found = table.current?.querySelector<HTMLElement>(`[data-square="${row},${column}"]`);
      if (found == null) continue;
      found.focus();
      setAt(keyOf(grid.rows[row] ?? "", grid.columns[column] ?? ""));
      return;
    }
  };

  return (
    <div class="matrix-frame" tabIndex={0} role="region" aria-label={say("web.whom.matrix")}>
      <table class="matrix" ref={table} onKeyDown={move}>
        <caption class="hidden">{say("web.whom.matrix-caption")}</caption>
        <thead>
          <tr>
            <th scope="col" class="corner">
              <span>{say("web.whom.results-of")}</span>
              <span>{say("web.whom.recognised-by")}</span>
            </th>
            {grid.columns.map((column) => (
              <th key={column} scope="col">
                <abbr title={name(column)}>
                  <Identifier>{column}</Identifier>
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, down) => (
            <tr key={row}>
              <th scope="row">
                {name(row)}
                {name(row) !== row && row !== "*" && (
                  <span class="small">
                    <Identifier>{row}</Identifier>
                  </span>
                )}
              </th>
              {grid.columns.map((column, across) => (
                <SquareCell
                  key={column}
                  square={grid.squares.get(keyOf(row, column))}
                  same={row === column}
                  place={`${down},${across}`}
                  tabbable={keyOf(row, column) === current}
                  shared={{ coverage, grid, name, open }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SquareCell({
  square,
  same,
  place,
  tabbable,
  shared,
}: {
  square: Square | undefined;
  same: boolean;
  place: string;
  tabbable: boolean;
  shared: Shared;
}) {
  const { coverage, name, open } = shared;
  const [strongest] = square?.cells ?? [];
  if (square === undefined || strongest === undefined) {
    if (square?.gap === true) {
      return (
        <td class="gap">
          <span class="hidden">{say("web.whom.gap")}</span>
        </td>
      );
    }
    return <td class={same ? "same" : "empty-square"} />;
  }
  const label = say("web.whom.square", {
    from: name(square.from),
    to: name(square.to),
    count: square.cells.length,
    state: stateName(coverage, strongest.state),
    kind: strongest.kind,
  });
  return (
    <td>
      <button
        type="button"
        class="square"
        data-square={place}
        tabIndex={tabbable ? 0 : -1}
        title={label}
        onClick={() => open(square)}
      >
        <span class="hidden">{label}</span>
        <Glyph kind={strongest.kind} state={strongest.state} />
        {square.cells.length > 1 && <sup aria-hidden="true">{square.cells.length}</sup>}
      </button>
    </td>
  );
}

export function MatrixExport({ coverage, grid, name }: Omit<Shared, "open">) {
  return (
    <button
      type="button"
      class="quiet small"
      onClick={() =>
        download(
          `who-recognises-whom-${coverage.on}.svg`,
          "image/svg+xml",
          matrixSvg(grid, name, `${coverage.on} · ${coverage.asOf.origin} · ${coverage.asOf.size}`),
        )
      }
    >
      {say("web.export.svg")}
    </button>
  );
}
