// The shapes of markets that the operator of the registry supplied (GeoJSON, checked by the
// server), projected. Without them there is no map: nobody draws borders in the operator's name.
import { project } from "./equalEarth.ts";

type Ring = [longitude: number, latitude: number][];
export interface Feature {
  id: string;
  geometry:
    | { type: "Polygon"; coordinates: Ring[] }
    | { type: "MultiPolygon"; coordinates: Ring[][] };
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface MarketShape {
  market: string;
  path: string;
  // Around the largest part: where a sign has room.
  box: Box;
}
export interface Shapes {
  markets: MarketShape[];
  box: Box;
}

// In units of a picture; a globe is some 850 of them wide.
const SCALE = 157;

type Point = [x: number, y: number];

function placed(ring: Ring): Point[] {
  return ring.map(([longitude, latitude]) => {
    const [x, y] = project(longitude, latitude);
    return [Math.round(x * SCALE * 10) / 10, Math.round(y * SCALE * 10) / 10];
  });
}

export function boxOf(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const least = (all: number[]): number => all.reduce((one, other) => Math.min(one, other));
  const most = (all: number[]): number => all.reduce((one, other) => Math.max(one, other));
  const [x, y] = [least(xs), least(ys)];
  return { x, y, width: most(xs) - x, height: most(ys) - y };
}

const corners = ({ x, y, width, height }: Box): Point[] => [
  [x, y],
  [x + width, y + height],
];

function shapeOf({ id, geometry }: Feature): MarketShape {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const parts = polygons.map((rings) => rings.map(placed));
  const path = parts
    .flat()
    .map((ring) => `M${ring.map(([x, y]) => `${x} ${y}`).join("L")}Z`)
    .join("");
  const boxes = parts.map((rings) => boxOf(rings[0] ?? [[0, 0]]));
  const area = ({ width, height }: Box): number => width * height;
  const box = boxes.reduce((one, other) => (area(other) > area(one) ? other : one));
  return { market: id, path, box };
}

export function shapesIn(features: readonly Feature[]): Shapes {
  const markets = features.map(shapeOf);
  const all = markets.flatMap(({ path }) =>
    path
      .split(/[MLZ]/)
      .filter((pair) => pair !== "")
      .map((pair) => pair.split(" ").map(Number) as Point),
  );
  return { markets, box: boxOf(all.length > 0 ? all : corners({ x: 0, y: 0, width: 1, height: 1 })) };
}

// Where they are; null when the operator gave none. The page itself says so, because nobody should
// ask a server for what is not there.
export function addressOfShapes(): string | null {
  const script = document.querySelector<HTMLScriptElement>("script[data-shapes]");
  return script?.dataset["shapes"] || null;
}

let loading: Promise<Shapes> | null = null;

export function loadShapes(address: string): Promise<Shapes> {
  loading ??= fetch(address).then(async (response) => {
    if (!response.ok) throw new Error(address);
    const { features } = (await response.json()) as { features: Feature[] };
    return shapesIn(features);
  });
  return loading;
}
