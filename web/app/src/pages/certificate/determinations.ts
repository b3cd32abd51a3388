// One certificate at every market: asked in one request, answered line by line as answers come.
import { ask } from "../../api/client.ts";
import type { Determination, Outcome } from "../../api/types.ts";

export interface Answered {
  market: string;
  // Absent: this line was not answered, and `code` says why.
  verdict?: Outcome;
  level?: string;
  code?: string;
}

interface Line {
  line: number;
  answer?: Determination;
  problem?: { code: string };
}

const MOST_AT_ONCE = 200;

export function readLine(text: string, markets: readonly string[]): Answered | null {
  const { line, answer, problem } = JSON.parse(text) as Line;
  const market = markets[line - 1];
  if (market === undefined) return null;
  if (answer === undefined) return { market, code: problem?.code ?? "web.problem.unexpected" };
  const extent = answer.extent;
  const level = extent !== undefined && !extent.whole ? extent.level : undefined;
  return { market, verdict: answer.verdict, ...(level !== undefined && { level }) };
}

// Lines of a stream as they come.
export async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = (await reader.read()) as ReadableStreamReadResult<string>;
    if (done) break;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter((line) => line !== "");
  }
  if (rest !== "") yield rest;
}

export async function askEverywhere(
  asked: { certificate: string; date: string; asOf: number | null },
  markets: readonly string[],
  told: (answered: Answered[]) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let from = 0; from < markets.length; from += MOST_AT_ONCE) {
    const some = markets.slice(from, from + MOST_AT_ONCE);
    const questions = some.map((market) => ({
      purpose: "recognition",
      market,
      date: asked.date,
      attestations: [{ number: asked.certificate }],
      ...(asked.asOf !== null && { asOf: asked.asOf }),
    }));
    const body = `${questions.map((question) => JSON.stringify(question)).join("\n")}\n`;
    const type = "application/x-ndjson";
    const response = await ask("/v1/determinations", {
      method: "POST", type, accept: type, body, signal,
    });
    if (response.body === null) return;
    const answered: Answered[] = [];
    for await (const line of linesOf(response.body)) {
      const one = readLine(line, some);
      if (one !== null) answered.push(one);
      // So that a long list moves without being drawn anew for every line.
      if (answered.length >= 20) told(answered.splice(0));
    }
    told(answered);
  }
}

const ORDER: Outcome[] = ["recognised", "conditional", "evidence-accepted", "undecided",
  "not-recognised", "not-applicable"];

export interface Group {
  // null: lines that were not answered.
  outcome: Outcome | null;
  answers: Answered[];
}

// The best outcomes first; none without an answer.
export function grouped(answers: readonly Answered[]): Group[] {
  return [...ORDER, null].flatMap((outcome) => {
    const some = answers.filter((answer) => (answer.verdict ?? null) === outcome);
    return some.length === 0 ? [] : [{ outcome, answers: some }];
  });
}
