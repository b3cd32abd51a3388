import { describe, expect, it } from "vitest";
import type { Cell, Coverage } from "../../api/coverage.ts";
import { layoutOf } from "./circle.ts";
import { aroundOf, gridOf, keyOf, pairsOf, partsOf, placeOf } from "./grid.ts";
import { matrixSvg } from "./matrixSvg.ts";

function cell(from: string[], to: string[], more: Partial<Cell> = {}): Cell {
  return {
    kind: "R2",
    sector: "toys",
    type: "agreement",
    instrument: "A-B",
    state: "in-force",
    from: from.map((economy) => ({ economy })),
    to: to.map((economy) => ({ economy })),
    days: {},
    evidence: [1],
    ...more,
  };
}

function told(cells: Cell[], more: Partial<Coverage> = {}): Coverage {
  return {
    on: "2026-01-31",
    stable: {},
    cells,
    memberships: [],
    gaps: { unreached: [], oneWay: [] },
    markets: [],
    titles: {},
    bounded: false,
    asOf: { origin: "log", size: 7, root: "" },
    ...more,
  };
}
const plain = (code: string): string => code;

describe("the matrix of who recognises whom", () => {
  it("has a direction, and none back that nobody gave", () => {
    const grid = gridOf(told([cell(["XA"], ["XV"])]), plain);
    expect(grid.squares.get(keyOf("XA", "XV"))?.cells).toHaveLength(1);
    expect(grid.squares.has(keyOf("XV", "XA"))).toBe(false);
  });

  it("lets nobody recognise itself, an area alone on both sides excepted", () => {
    expect(pairsOf(cell(["XA", "XV"], ["XA", "XV"]))).toEqual([
      ["XA", "XV"],
      ["XV", "XA"],
    ]);
    expect(pairsOf(cell(["EU"], ["EU"]))).toEqual([["EU", "EU"]]);
  });

  it("takes results from anywhere as a row of their own", () => {
    const grid = gridOf(told([cell([], ["XV"]), cell(["AA"], ["XV"])]), plain);
    expect(grid.rows).toEqual(["*", "AA"]);
  });

  it("shows a pair of one way as a gap the other way round", () => {
    const gaps = { unreached: [], oneWay: [{ from: ["XV"], to: ["XM"] }] };
    const grid = gridOf(told([cell(["XV"], ["XM"])], { gaps }), plain);
    expect(grid.squares.get(keyOf("XM", "XV"))).toMatchObject({ gap: true, cells: [] });
    expect(grid.squares.get(keyOf("XV", "XM"))?.gap).toBe(false);
  });

  it("puts what helps most first", () => {
    const both = [cell(["XA"], ["XV"], { state: "suspended" }), cell(["XA"], ["XV"])];
    const [first] = gridOf(told(both), plain).squares.get(keyOf("XA", "XV"))?.cells ?? [];
    expect(first?.state).toBe("in-force");
  });

  it("counts for an economy what its areas have", () => {
    const coverage = told([cell(["EU"], ["US"]), cell(["JP"], ["EU"])], {
      memberships: [
        { area: "EU", member: "DE", state: "in-force", evidence: [2] },
        { area: "EEA", member: "DE", state: "open", evidence: [3] },
      ],
    });
    const parties = partsOf(coverage, "DE");
    expect(parties).toEqual(["DE", "EU"]);
    const { taken, takes } = aroundOf(gridOf(coverage, plain), parties);
    expect(taken.map((square) => square.to)).toEqual(["US"]);
    expect(takes.map((square) => square.from)).toEqual(["JP"]);
  });

  it("stands at the last change at or before the day", () => {
    const dates = ["2020-01-01", "2022-01-01"];
    expect(placeOf(dates, "2019-12-31")).toBe(-1);
    expect(placeOf(dates, "2020-01-01")).toBe(0);
    expect(placeOf(dates, "2021-06-30")).toBe(0);
    expect(placeOf(dates, "2030-01-01")).toBe(1);
  });

  it("writes names into a picture as text alone", () => {
    const grid = gridOf(told([cell(["XA"], ["XV"])]), plain);
    const svg = matrixSvg(grid, (code) => `<${code}&>`, "note");
    expect(svg).not.toContain("<XA");
    expect(svg).toContain("&#60;XA&#38;&#62;");
  });
});

describe("the graph", () => {
  const parties = ["AA", "BB", "CC", "DD"];

  it("draws many as a hub and two as an arc, in their direction", () => {
    const cells = [
      cell(["AA", "BB"], parties, { instrument: "MANY", kind: "R3" }),
      cell(["AA"], ["BB"]),
    ];
    const layout = layoutOf(gridOf(told(cells), plain), cells);
    expect(layout.hubs.map((hub) => hub.name)).toEqual(["MANY"]);
    expect(layout.arcs.map((arc) => [arc.from, arc.to])).toEqual([["AA", "BB"]]);
    const spoke = (economy: string) => layout.spokes.find((one) => one.economy === economy);
    expect(spoke("AA")).toMatchObject({ gives: true, takes: true });
    expect(spoke("CC")).toMatchObject({ gives: false, takes: true });
  });

  it("is the same picture for the same data", () => {
    const cells = [cell(["AA"], ["BB"]), cell(["BB"], ["AA"]), cell(["CC"], ["DD"])];
    const draw = () => JSON.stringify(layoutOf(gridOf(told(cells), plain), cells));
    expect(draw()).toBe(draw());
  });

  it("keeps there and back apart", () => {
    const cells = [cell(["AA"], ["BB"]), cell(["BB"], ["AA"])];
    const [there, back] = layoutOf(gridOf(told(cells), plain), cells).arcs;
    expect(there?.middle).not.toEqual(back?.middle);
  });
});
