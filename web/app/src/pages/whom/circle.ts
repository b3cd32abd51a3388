// Where everything stands in the graph: economies around a circle, in the order given; what binds
// many of them as a hub inside; what binds two as an arc. The same data give the same picture.
import type { Cell } from "../../api/coverage.ts";
import { ANYWHERE, byStrength, type Grid } from "./grid.ts";

export interface Point {
  x: number;
  y: number;
}
export interface Node extends Point {
  economy: string;
  // Of its label, in degrees, and on which side it reads.
  angle: number;
  outward: "start" | "end";
}
export interface Arc {
  from: string;
  to: string;
  path: string;
  middle: Point;
  cells: Cell[];
}
export interface Hub extends Point {
  name: string;
  cells: Cell[];
}
export interface Spoke {
  economy: string;
  hub: string;
  path: string;
  // Its results count for the others; it lets those of the others count.
  gives: boolean;
  takes: boolean;
}
export interface Layout {
  size: number;
  nodes: Node[];
  arcs: Arc[];
  hubs: Hub[];
  spokes: Spoke[];
}

// More parties than this on a side, and arcs between all of them would be a ball of wool.
const MOST_BILATERAL = 2;
const MARGIN = 80;
const NODE = 15;
const HUB = 20;

const round = (value: number): number => Math.round(value * 10) / 10;

function onCircle(centre: number, radius: number, turn: number): Point {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return {
    x: round(centre + radius * Math.cos(angle)),
    y: round(centre + radius * Math.sin(angle)),
  };
}

// A point `short` of `to` on the way from `from`.
function before(from: Point, to: Point, short: number): Point {
  const distance = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const share = Math.max(0, distance - short) / distance;
  return { x: round(from.x + (to.x - from.x) * share), y: round(from.y + (to.y - from.y) * share) };
}

// Bent to the right of its own direction, so that there and back are two lines.
function arcBetween(
  from: Point,
  to: Point,
  centre: number,
  taken: Point[],
): { path: string; middle: Point } {
  const between = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const distance = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const aside = Math.min(26, distance * 0.16);
  const bend = {
    x: between.x + (centre - between.x) * 0.35 + ((from.y - to.y) / distance) * aside,
    y: between.y + (centre - between.y) * 0.35 + ((to.x - from.x) / distance) * aside,
  };
  const start = before(bend, from, NODE);
  const end = before(bend, to, NODE + 4);
  const on = (share: number): Point => ({
    x: round((1 - share) ** 2 * start.x + 2 * share * (1 - share) * bend.x + share ** 2 * end.x),
    y: round((1 - share) ** 2 * start.y + 2 * share * (1 - share) * bend.y + share ** 2 * end.y),
  });
  const free = SHARES.map(on).find((point) => taken.every((other) => apart(point, other)));
  const middle = free ?? on(0.5);
  taken.push(middle);
  const path = `M${start.x} ${start.y}Q${round(bend.x)} ${round(bend.y)} ${end.x} ${end.y}`;
  return { path, middle };
}

// Where along an arc its sign may stand, so that no two signs lie on each other.
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8];
const apart = (left: Point, right: Point): boolean =>
  Math.hypot(left.x - right.x, left.y - right.y) >= 27;

const binds = (cell: Cell): string => cell.annex ?? cell.instrument;

function isHub(cells: readonly Cell[]): boolean {
  return cells.some(
    (cell) =>
      cell.from.length === 0 ||
      cell.from.length > MOST_BILATERAL ||
      cell.to.length > MOST_BILATERAL ||
      (cell.from[0]?.economy === cell.to[0]?.economy && cell.to.length === 1),
  );
}

function hubsOf(cells: readonly Cell[]): Map<string, Cell[]> {
  const all = new Map<string, Cell[]>();
  for (const cell of cells) all.set(binds(cell), [...(all.get(binds(cell)) ?? []), cell]);
  return new Map([...all].filter(([, together]) => isHub(together)));
}

export function layoutOf(grid: Grid, cells: readonly Cell[]): Layout {
  const parties = [...new Set([...grid.rows, ...grid.columns])].filter(
    (code) => code !== ANYWHERE && takesPart(grid, code),
  );
  parties.sort((left, right) => orderIn(grid, left) - orderIn(grid, right));
  const radius = Math.max(150, (parties.length * 36) / (2 * Math.PI));
  const size = Math.ceil(2 * (radius + MARGIN));
  const centre = size / 2;
  const nodes = parties.map((economy, at): Node => {
    const turn = at / parties.length;
    const point = onCircle(centre, radius, turn);
    const left = turn > 0.5;
    const angle = turn * 360 - (left ? 270 : 90);
    return { economy, ...point, angle, outward: left ? "end" : "start" };
  });
  const at = new Map(nodes.map((node) => [node.economy, node]));
  const hubs = placed(hubsOf(cells), at, centre, radius);
  const inHub = new Set(hubs.flatMap((hub) => hub.cells));
  const arcs: Arc[] = [];
  const taken: Point[] = hubs.flatMap(({ x, y }) => [{ x, y }, { x, y: y + 24 }]);
  for (const square of grid.squares.values()) {
    const own = square.cells.filter((cell) => !inHub.has(cell));
    const [from, to] = [at.get(square.from), at.get(square.to)];
    if (own.length === 0 || from === undefined || to === undefined || from === to) continue;
    const drawn = arcBetween(from, to, centre, taken);
    arcs.push({ from: square.from, to: square.to, cells: own, ...drawn });
  }
  return { size, nodes, arcs, hubs, spokes: hubs.flatMap((hub) => spokesOf(hub, at)) };
}

const orderIn = (grid: Grid, code: string): number => {
  const row = grid.rows.indexOf(code);
  return row === -1 ? grid.columns.indexOf(code) : row;
};
const takesPart = (grid: Grid, code: string): boolean =>
  [...grid.squares.values()].some(
    (square) => square.cells.length > 0 && (square.from === code || square.to === code),
  );

// Hubs stand on a smaller circle, in the order of their names.
function placed(
  hubs: Map<string, Cell[]>,
  at: Map<string, Node>,
  centre: number,
  radius: number,
): Hub[] {
  const shown = [...hubs].filter(([, cells]) =>
    cells.some((cell) => [...cell.from, ...cell.to].some((party) => at.has(party.economy))),
  );
  shown.sort(([left], [right]) => left.localeCompare(right));
  const inner = shown.length === 1 ? 0 : radius * 0.45;
  return shown.map(([name, cells], place) => ({
    name,
    cells: [...cells].sort(byStrength),
    ...onCircle(centre, inner, (place + 0.5) / shown.length),
  }));
}

function spokesOf(hub: Hub, at: Map<string, Node>): Spoke[] {
  const gives = new Set(hub.cells.flatMap((cell) => cell.from.map((party) => party.economy)));
  const takes = new Set(hub.cells.flatMap((cell) => cell.to.map((party) => party.economy)));
  return [...new Set([...gives, ...takes])].sort().flatMap((economy) => {
    const node = at.get(economy);
    if (node === undefined) return [];
    const end = before(hub, node, NODE + (takes.has(economy) ? 4 : 0));
    const start = before(node, hub, HUB + (gives.has(economy) ? 4 : 0));
    return [
      {
        economy,
        hub: hub.name,
        path: `M${start.x} ${start.y}L${end.x} ${end.y}`,
        gives: gives.has(economy),
        takes: takes.has(economy),
      },
    ];
  });
}
