// Many questions at once: NDJSON, some hundred lines a request, each with its own outcome.
import type { Determination } from "./types.ts";
import { ask } from "./client.ts";
import type { ProblemDocument } from "./problem.ts";

// Small enough that progress is seen and a cancelled run has asked for little in vain.
export const BATCH_LINES = 200;

export interface LineOutcome {
  answer?: Determination;
  problem?: ProblemDocument;
}

interface Answered extends LineOutcome {
  line: number;
}

// Outcomes in the order of the questions; a line that came back with none has a problem.
export async function askLines(
  questions: readonly string[],
  sentences: boolean,
  signal?: AbortSignal,
): Promise<LineOutcome[]> {
  const address = `/v1/determinations${sentences ? "?sentences=true" : ""}`;
  const response = await ask(address, {
    method: "POST",
    type: "application/x-ndjson",
    accept: "application/x-ndjson",
    body: `${questions.join("\n")}\n`,
    signal,
  });
  return outcomesIn(await response.text(), questions.length);
}

export function outcomesIn(text: string, count: number): LineOutcome[] {
  const missing = { problem: { code: "web.problem.unexpected" } };
  const outcomes: LineOutcome[] = Array.from({ length: count }, () => missing);
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const { line: number, ...outcome } = JSON.parse(line) as Answered;
    if (number >= 1 && number <= count) outcomes[number - 1] = outcome;
  }
  return outcomes;
}
