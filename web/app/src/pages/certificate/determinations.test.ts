import { expect, test } from "vitest";
import { grouped, linesOf, readLine } from "./determinations.ts";

const stream = (...chunks: string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });

test("lines come whole, however the network cuts them", async () => {
  const lines: string[] = [];
  for await (const line of linesOf(stream('{"a"', ':1}\n{"b":2}', '\n{"c":3}'))) lines.push(line);
  expect(lines).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
});

test("a line that was refused is no answer, and no refusal of recognition", () => {
  const refused = readLine('{"line":2,"problem":{"code":"question.market"}}', ["XA", "XV"]);
  expect(refused).toEqual({ market: "XV", code: "question.market" });
  expect(grouped([refused ?? { market: "" }])).toEqual([{ outcome: null, answers: [refused] }]);
});

test("recognition up to a level says the level; the best outcomes come first", () => {
  const partial = readLine(
    JSON.stringify({
      line: 1,
      answer: { verdict: "recognised", extent: { whole: false, level: "EAL2" }, requirements: [] },
    }),
    ["US"],
  );
  expect(partial).toEqual({ market: "US", verdict: "recognised", level: "EAL2" });
  const groups = grouped([{ market: "A", verdict: "undecided" }, partial ?? { market: "" }]);
  expect(groups.map(({ outcome }) => outcome)).toEqual(["recognised", "undecided"]);
});
