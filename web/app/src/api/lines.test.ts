import { expect, test } from "vitest";
import { outcomesIn } from "./lines.ts";

test("every question has an outcome, in its place, whatever came back", () => {
  const text = '{"line":2,"problem":{"code":"question.wrong-kind"}}\n{"line":9,"answer":{}}\n\n';
  expect(outcomesIn(text, 2)).toEqual([
    { problem: { code: "web.problem.unexpected" } },
    { problem: { code: "question.wrong-kind" } },
  ]);
});
