// The matrix itself: rows whose results, columns who recognises them. A grid (ARIA 1.2): one square
// is in the order of the keyboard, the arrow keys go on from there, Enter opens. Sixty by sixty
// squares are cells and nothing more; their signs are drawn once.
import { useRef, useState } from "preact/hooks";
import type { Cell, Coverage } from "../../api/coverage.ts";
import { say } from "../../language/language.ts";
import { Identifier } from "../../parts/text.tsx";
import { download } from "../../parts/download.ts";
import { KindMark } from "./Glyph.tsx";
import { keyOf, standingOf, type Grid, type Square } from "./grid.ts";
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

  const squareOf = (event: Event): HTMLElement | null =>
    (event.target as Element).closest<HTMLElement>("[data-square]");
  const placeOf = (cell: HTMLElement): [row: number, column: number] => {
    const [row = 0, column = 0] = (cell.dataset["square"] ?? "").split(",").map(Number);
    return [row, column];
  };
  const press = (event: Event) => {
    const cell = squareOf(event);
    if (cell === null) return;
    const [row, column] = placeOf(cell);
    const key = keyOf(grid.rows[row] ?? "", grid.columns[column] ?? "");
    const square = grid.squares.get(key);
    setAt(key);
    // What has the focus gets it back when the panel is closed.
    cell.focus();
    if (square !== undefined) open(square);
  };
  const move = (event: KeyboardEvent) => {
    const cell = squareOf(event);
    if (cell === null) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      press(event);
    }
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const turned = document.documentElement.dir === "rtl" ? -1 : 1;
    let [row, column] = placeOf(cell);
    const last: [number, number] = [grid.rows.length, grid.columns.length];
    for (;;) {
      row += step[0];
      column += step[1] * turned;
      if (row < 0 || column < 0 || row >= last[0] || column >= last[1]) return;
      const found = table.current?.querySelector<HTMLElement>(`[data-square="${row},${column}"]`);
      if (found == null) continue;
      setAt(keyOf(grid.rows[row] ?? "", grid.columns[column] ?? ""));
      found.focus();
      return;
    }
  };

  return (
    <div class="matrix-frame" tabIndex={0} role="region" aria-label={say("web.whom.matrix")}>
      <Signs grid={grid} />
      <table class="matrix" role="grid" ref={table} onKeyDown={move} onClick={press}>
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
                  shared={{ coverage, name }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const signOf = ({ kind, state }: Cell): string => `sign-${kind}-${standingOf(state)}`;

// Every sign that the matrix has, once.
function Signs({ grid }: { grid: Grid }) {
  const strongest = [...grid.squares.values()].flatMap(({ cells }) => cells.slice(0, 1));
  const signs = new Map(strongest.map((cell) => [signOf(cell), cell]));
  return (
    <svg class="signs" aria-hidden="true" focusable="false">
      {[...signs].map(([id, { kind, state }]) => (
        <symbol key={id} id={id} viewBox="-1 -1 26 26">
          <KindMark kind={kind} standing={standingOf(state)} />
        </symbol>
      ))}
    </svg>
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
  shared: Pick<Shared, "coverage" | "name">;
}) {
  const { coverage, name } = shared;
  const [strongest] = square?.cells ?? [];
  if (square === undefined || strongest === undefined) {
    if (square?.gap === true) return <td class="gap" aria-label={say("web.whom.gap")} />;
    return <td class={same ? "same" : undefined} />;
  }
  const label = say("web.whom.square", {
    from: name(square.from),
    to: name(square.to),
    count: square.cells.length,
    state: stateName(coverage, strongest.state),
    kind: strongest.kind,
  });
  const more = square.cells.length > 1 ? square.cells.length : undefined;
  return (
    <td
      class="square"
      data-square={place}
      data-count={more}
      tabIndex={tabbable ? 0 : -1}
      aria-haspopup="dialog"
      aria-label={label}
      title={label}
    >
      <svg aria-hidden="true" focusable="false">
        <use href={`#${signOf(strongest)}`} />
      </svg>
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
