// The matrix out of the answer: whose results (rows), who recognises them (columns).
import { STATES, type Cell, type CellState, type Coverage } from "../../api/coverage.ts";

// The row for instruments that take results wherever they come from.
export const ANYWHERE = "*";

export interface Square {
  from: string;
  to: string;
  cells: Cell[];
  // Results count the other way round, and none this way.
  gap: boolean;
}

export interface Grid {
  rows: string[];
  columns: string[];
  squares: Map<string, Square>;
}

export const keyOf = (from: string, to: string): string => `${from}>${to}`;

// Of several instruments in one square the one that helps most stands for them.
export function byStrength(left: Cell, right: Cell): number {
  return (
    STATES.indexOf(left.state) - STATES.indexOf(right.state) ||
    left.kind.localeCompare(right.kind) ||
    left.instrument.localeCompare(right.instrument)
  );
}

export type Standing = "works" | "ending" | "open" | "coming" | "stopped";
const STANDINGS: Record<CellState, Standing> = {
  "in-force": "works",
  provisional: "works",
  "run-off": "ending",
  "run-off-unsaid": "open",
  open: "open",
  adopted: "coming",
  "not-operational": "coming",
  suspended: "stopped",
  refused: "stopped",
};
export const standingOf = (state: CellState): Standing => STANDINGS[state] ?? "open";

// The pairs of one cell. An area alone on both sides stands for its members among each other.
export function pairsOf(cell: Cell): [string, string][] {
  const from = cell.from.length === 0 ? [ANYWHERE] : cell.from.map((party) => party.economy);
  const to = cell.to.map((party) => party.economy);
  const alone = from.length === 1 && to.length === 1;
  return [...new Set(from)].flatMap((one) =>
    [...new Set(to)].filter((other) => alone || one !== other).map((other): [string, string] => [one, other]),
  );
}

export function gridOf(coverage: Coverage, name: (code: string) => string): Grid {
  const squares = new Map<string, Square>();
  const at = (from: string, to: string): Square => {
    const key = keyOf(from, to);
    const square = squares.get(key) ?? { from, to, cells: [], gap: false };
    squares.set(key, square);
    return square;
  };
  for (const cell of coverage.cells) {
    for (const [from, to] of pairsOf(cell)) at(from, to).cells.push(cell);
  }
  for (const { from, to } of coverage.gaps.oneWay) {
    for (const taker of to) {
      for (const giver of from) {
        const back = squares.get(keyOf(taker, giver));
        if (squares.has(keyOf(giver, taker)) && back === undefined) at(taker, giver).gap = true;
      }
    }
  }
  for (const square of squares.values()) square.cells.sort(byStrength);
  const order = (left: string, right: string): number =>
    Number(right === ANYWHERE) - Number(left === ANYWHERE) ||
    name(left).localeCompare(name(right)) ||
    left.localeCompare(right);
  const all = [...squares.values()];
  return {
    rows: [...new Set(all.map((square) => square.from))].sort(order),
    columns: [...new Set(all.map((square) => square.to))].sort(order),
    squares,
  };
}

// An economy takes part by itself and by the areas that it belongs to.
export function partsOf(coverage: Coverage, economy: string): string[] {
  const areas = coverage.memberships
    .filter((membership) => membership.member === economy && membership.state === "in-force")
    .map((membership) => membership.area);
  return [economy, ...new Set(areas)];
}

// Squares on either side of an economy, its areas included.
export function aroundOf(grid: Grid, parties: readonly string[]): { taken: Square[]; takes: Square[] } {
  const all = [...grid.squares.values()].filter((square) => square.cells.length > 0);
  const mine = (code: string): boolean => parties.includes(code);
  return {
    taken: all.filter((square) => mine(square.from) && !mine(square.to)),
    takes: all.filter((square) => mine(square.to) && !mine(square.from)),
  };
}

// The stop at or before the day: the slider stands there. -1: before all of them.
export function placeOf(dates: readonly string[], on: string): number {
  let place = -1;
  for (const [at, date] of dates.entries()) if (date <= on) place = at;
  return place;
}
