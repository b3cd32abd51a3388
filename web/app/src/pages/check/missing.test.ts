import { expect, test } from "vitest";
import type { Determination } from "../../api/types.ts";
import { missingIn } from "./missing.ts";

const answer = (verdict: string, code: string, bearing = "open", known = {}): Determination =>
  ({
    verdict,
    findings: [],
    requirements: [{ findings: [{ code, bearing, arguments: known }], routes: [] }],
  }) as unknown as Determination;

test("attributes, members of the product and issuers are told apart", () => {
  const attribute = { attribute: "voltage" };
  const needed = "requirement.attribute-needed";
  expect(missingIn(answer("undecided", needed, "open", attribute)).attributes).toEqual(["voltage"]);
  expect(missingIn(answer("undecided", "coverage.model-not-stated")).product).toEqual(["model"]);
  const several = { issuers: "a.example, b.example" };
  const ambiguous = "authenticity.ambiguous-number";
  expect(missingIn(answer("undecided", ambiguous, "open", several)).issuers).toHaveLength(2);
});

test("what only informs is not asked for", () => {
  expect(missingIn(answer("recognised", "coverage.model-not-stated")).product).toEqual([]);
  expect(missingIn(answer("undecided", "coverage.model-not-stated", "note")).product).toEqual([]);
});
