// What the views of this page call things.
import { called, type Cell, type CellState, type Coverage, type Kind } from "../../api/coverage.ts";
import { has, say } from "../../language/language.ts";
import { marketName } from "../../parts/markets.ts";
import type { Tone } from "../../parts/signs.tsx";
import { segment } from "../../api/client.ts";
import { href } from "../../shell/router.ts";
import { ANYWHERE } from "./grid.ts";

export function nameOf(coverage: Coverage): (code: string) => string {
  const known = new Map(coverage.markets.map((market) => [market.economy, market.names]));
  // An economy that agreements name and nobody has put on file is called as the browser calls it.
  return (code) =>
    code === ANYWHERE
      ? say("web.whom.anywhere")
      : called(known.get(code), known.has(code) ? code : marketName(code));
}

export const kindName = (coverage: Coverage, kind: Kind): string =>
  coverage.labels?.kinds?.[kind] ?? kind;
export const stateName = (coverage: Coverage, state: CellState): string =>
  coverage.labels?.states?.[state] ?? state;

// Product groups are codes; those that have a name here are called by it.
export function sectorName(sector: string | undefined): string {
  if (sector === undefined) return say("web.whom.every-sector");
  const code = `web.sector.${sector}`;
  return has(code) ? say(code) : sector;
}

export function titleOf(coverage: Coverage, cell: { type: string; instrument: string }): string {
  return called(coverage.titles[cell.instrument], cell.instrument);
}

const FOLDERS: Record<Cell["type"], string> = {
  agreement: "agreements",
  "acceptance-act": "acts",
  "lawful-marketing-rule": "economies",
  "equivalence-decision": "equivalence-decisions",
};
export const instrumentLink = (cell: { type: Cell["type"]; instrument: string }): string =>
  href(`/${FOLDERS[cell.type] ?? "agreements"}/${segment(cell.instrument)}`);

const TONES: Record<CellState, Tone> = {
  "in-force": "good",
  provisional: "good",
  "run-off": "warn",
  "run-off-unsaid": "open",
  open: "open",
  adopted: "none",
  "not-operational": "none",
  suspended: "bad",
  refused: "bad",
};
export const toneOfState = (state: CellState): Tone => TONES[state] ?? "open";
