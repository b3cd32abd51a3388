import { expect, test } from "vitest";
import type { Determination, Finding } from "../api/types.ts";
import { chain, notAsked, reasons } from "./legs.ts";
import { pieces } from "./pieces.ts";

const finding = (leg: string, bearing: Finding["bearing"], code = `${leg}.${bearing}`): Finding => ({
  leg,
  bearing,
  code,
  evidence: [],
});

test("legs come in their order, whatever the order of what was found", () => {
  const links = chain([finding("measures", "holds"), finding("authenticity", "holds")]);
  expect(links.map(({ leg }) => leg)).toEqual(["authenticity", "measures"]);
});

test("what fails decides its leg, a note beside what holds does not", () => {
  const own = [finding("instrument", "holds"), finding("instrument", "note"), finding("instrument", "fails")];
  expect(chain(own)[0]?.bearing).toBe("fails");
  expect(chain(own.slice(0, 2))[0]?.bearing).toBe("holds");
  expect(notAsked(own)).toHaveLength(9);
});

test("the reasons of a refusal are of the best route of the worst requirement", () => {
  const answer = {
    verdict: "not-recognised",
    findings: [],
    requirements: [
      { outcome: "recognised", findings: [finding("coverage", "open")], routes: [] },
      {
        outcome: "not-recognised",
        findings: [],
        routes: [{ findings: [finding("coverage", "open"), finding("currency", "fails")] }],
      },
    ],
  } as unknown as Determination;
  expect(reasons(answer).map(({ code }) => code)).toEqual(["currency.fails", "coverage.open"]);
  expect(reasons({ ...answer, verdict: "recognised" })).toEqual([]);
});

test("a sentence falls into words and values", () => {
  expect(pieces("Suspended since \u20682022-01-10\u2069.")).toEqual([
    { text: "Suspended since ", value: false },
    { text: "2022-01-10", value: true },
    { text: ".", value: false },
  ]);
  expect(pieces("")).toEqual([]);
});
