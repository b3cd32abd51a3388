// A sign for a kind of instrument: its shape and its number say which, its filling how it stands.
import type { CellState, Kind } from "../../api/coverage.ts";
import { standingOf, type Standing } from "./grid.ts";

// Tests, certificates, rules alike, equivalence, accreditation, one-sided, lawfully marketed: a
// disc, a square, a diamond, a hexagon, a shield, an arrow, an octagon.
const SHAPES: Record<Kind, string> = {
  R1: "M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z",
  R2: "M3 3h18v18H3z",
  R3: "M12 .8L23.2 12L12 23.2L.8 12z",
  R4: "M6.4 2.5h11.2L23 12l-5.4 9.5H6.4L1 12z",
  R5: "M3 2.5h18v10q0 7-9 10q-9-3-9-10z",
  R6: "M2 4h12l8.5 8L14 20H2z",
  R7: "M8 2h8l6 6v8l-6 6H8l-6-6V8z",
};

// To be drawn within another picture, 24 by 24.
export function KindMark({ kind, standing }: { kind: Kind; standing: Standing }) {
  return (
    <g class={`kind ${standing}`}>
      <path class="body" d={SHAPES[kind]} />
      <text class="digit" x={kind === "R6" ? 10 : 12} y="16.2">
        {kind.slice(1)}
      </text>
      {standing === "stopped" && <path class="strike" d="M2 22L22 2" />}
    </g>
  );
}

export function Glyph({ kind, state }: { kind: Kind; state: CellState }) {
  return (
    <svg class="glyph" viewBox="-1 -1 26 26" aria-hidden="true" focusable="false">
      <KindMark kind={kind} standing={standingOf(state)} />
    </svg>
  );
}
