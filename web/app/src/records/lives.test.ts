import { expect, test } from "vitest";
import { scaleOf } from "./lives.ts";
import { runsOf } from "./load.ts";
import { spanOf } from "./spans.ts";

const lives = [
  { span: spanOf({ from: "2010-01-01", until: "2020-01-01" }) },
  { span: spanOf({ from: "2015-01-01", possiblyFrom: "2008-01-01" }) },
];

test("every day known lies within the picture, in its order", () => {
  const { x } = scaleOf(lives, "2026-11-29", 700);
  const days = ["2008-01-01", "2010-01-01", "2015-01-01", "2020-01-01", "2026-11-29"].map(x);
  expect([...days].sort((one, other) => one - other)).toEqual(days);
  expect(days[0]).toBeGreaterThan(0);
  expect(days.at(-1)).toBeLessThan(700);
  expect(x("9999-12-31")).toBe(700);
});

test("from right to left the picture is the mirror of the other", () => {
  const { x } = scaleOf(lives, "2026-11-29", 700);
  const mirrored = scaleOf(lives, "2026-11-29", 700, true);
  expect(x("2015-01-01") + mirrored.x("2015-01-01")).toBeCloseTo(700, 0);
});

test("the numbers of years do not touch, however long a time or narrow a picture", () => {
  const long = [{ span: spanOf({ from: "1958-01-01" }) }];
  for (const width of [280, 700]) {
    const { ticks } = scaleOf(long, "2026-11-29", width);
    const gaps = ticks.slice(1).map((tick, at) => tick.at - (ticks[at]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(40);
  }
});

test("entries that lie near each other are read together", () => {
  expect(runsOf([5, 3, 4])).toEqual([[3, 5]]);
  expect(runsOf([3, 300, 310])).toEqual([[3, 3], [300, 310]]);
  expect(runsOf([])).toEqual([]);
});
