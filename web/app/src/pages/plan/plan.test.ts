import { expect, test } from "vitest";
import type { CureStep, Determination } from "../../api/types.ts";
import { addressOfPlan, askedOfPlan, lackingIn, numbersIn, planIn, type Cell } from "./plan.ts";

const ADDRESS = "/plan?certificate=A%2F1,B&market=ES,JP&on=2027-01-01";

test("an address and its plan go both ways", () => {
  const plan = planIn(new URLSearchParams(ADDRESS.slice(6)));
  expect(plan.certificates).toEqual(["A/1", "B"]);
  expect(addressOfPlan(plan)).toBe(ADDRESS);
  expect(askedOfPlan(plan).map(({ certificates, market }) => [certificates[0], market])).toEqual([
    ["A/1", "ES"], ["A/1", "JP"], ["B", "ES"], ["B", "JP"],
  ]);
});

test("numbers are parted by lines and signs, and named once", () => {
  expect(numbersIn("A/1\r\n B ;A/1,,C\n")).toEqual(["A/1", "B", "C"]);
});

test("the step that most answers wait for comes first", () => {
  const step = (code: string): CureStep => ({ code, by: "body", cost: 1 });
  const cell = (market: string, ...codes: string[]): Cell => {
    const cures = [{ cost: 1, steps: codes.map(step) }];
    return { market, outcome: { answer: { cures } as unknown as Determination } } as Cell;
  };
  const found = lackingIn([cell("ES", "a"), cell("JP", "b", "a"), cell("FR")]);
  expect(found.map(({ step: { code }, cells }) => [code, cells.length])).toEqual([["a", 2], ["b", 1]]);
});
