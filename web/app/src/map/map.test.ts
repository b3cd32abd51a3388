import { describe, expect, it } from "vitest";
import { project } from "./equalEarth.ts";
import { shapesIn, type Feature } from "./shapes.ts";

describe("Equal Earth", () => {
  it("has the equator and the pole where its authors put them", () => {
    expect(project(180, 0)[0]).toBeCloseTo(2.70663, 5);
    expect(project(0, 90)[1]).toBeCloseTo(-1.31736, 4);
    expect(project(180, 90)[0] / project(180, 0)[0]).toBeCloseTo(0.5922, 3);
    expect(project(0, 0)).toEqual([0, -0]);
  });

  it("keeps areas: a degree square has what the sphere has there", () => {
    for (const latitude of [0, 30, 60, 80]) {
      const step = 0.001;
      const [x0, y0] = project(10, latitude);
      const [x1] = project(10 + step, latitude);
      const y2 = project(10, latitude + step)[1];
      const area = Math.abs((x1 - x0) * (y2 - y0));
      const radians = (step * Math.PI) / 180;
      const sphere = radians * radians * Math.cos(((latitude + step / 2) * Math.PI) / 180);
      expect(area / sphere).toBeCloseTo(1, 3);
    }
  });
});

const square = (west: number, south: number, size: number): [number, number][] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

describe("shapes", () => {
  const two: Feature[] = [
    { id: "XA", geometry: { type: "Polygon", coordinates: [square(0, 0, 10)] } },
    {
      id: "XB",
      geometry: { type: "MultiPolygon", coordinates: [[square(20, 0, 1)], [square(30, 0, 5)]] },
    },
  ];

  it("are one path a market, and the sign stands in the largest part", () => {
    const { markets, box } = shapesIn(two);
    expect(markets.map(({ market }) => market)).toEqual(["XA", "XB"]);
    expect(markets[1]?.path.match(/M/g)).toHaveLength(2);
    expect(markets[1]?.box.x).toBeGreaterThan((markets[0]?.box.x ?? 0) + 60);
    expect(box.x).toBe(0);
    expect(box.width).toBeGreaterThan(80);
    expect(box.y).toBeLessThan(0);
  });

  it("are nothing where there are none", () => {
    expect(shapesIn([]).markets).toEqual([]);
  });
});
