import { expect, test } from "vitest";
import type { Change, Determination } from "../api/types.ts";
import { axisOf, placeOf, spans, years } from "./spans.ts";

const answer = (stable: Determination["stable"], lookAhead: Change[]): Determination =>
  ({ verdict: "recognised", stable, lookAhead }) as Determination;

test("changes follow the stable interval", () => {
  const changes: Change[] = [
    { date: "2028-09-29", verdict: "undecided", why: "fact-needed" },
    { date: "2028-09-30", verdict: "not-recognised" },
  ];
  const found = spans(answer({ from: "2023-09-29", until: "2028-09-29" }, changes));
  expect(found.map(({ from, until, kind }) => [from, until, kind])).toEqual([
    ["2023-09-29", "2028-09-29", "asked"],
    ["2028-09-29", "2028-09-30", "change"],
    ["2028-09-30", null, "change"],
  ]);
});

test("where only the reasons change, the verdict goes on", () => {
  const found = spans(answer({ from: "2022-08-15", until: "2027-07-01" }, []));
  expect(found[1]).toMatchObject({ from: "2027-07-01", until: null, kind: "same" });
});

test("nothing is drawn of what nobody knows", () => {
  expect(spans(answer({}, []))).toEqual([]);
  expect(spans(answer({ from: "1950-01-01" }, []))).toHaveLength(1);
});

test("the axis holds the day asked for and every change", () => {
  const found = spans(answer({ from: "1950-01-01", until: "2027-07-01" }, []));
  const axis = axisOf(found, "2026-11-29");
  expect(axis.from < "2026-11-29").toBe(true);
  expect(axis.until > "2027-11-29").toBe(true);
  expect(placeOf(axis, "1950-01-01", 0)).toBe(0);
  expect(placeOf(axis, null, 1)).toBe(1);
  expect(years({ from: "2020-05-01", until: "2040-01-01" }, 5)).toEqual([
    "2021-01-01", "2025-01-01", "2029-01-01", "2033-01-01", "2037-01-01",
  ]);
});
