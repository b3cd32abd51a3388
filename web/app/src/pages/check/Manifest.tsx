// A table of up to ten thousand questions: asked in batches, every line with its own outcome.
import { useEffect, useRef, useState } from "preact/hooks";
import { askLines, BATCH_LINES } from "../../api/lines.ts";
import { Problem } from "../../api/problem.ts";
import { language, say } from "../../language/language.ts";
import { ProblemNote, Progress } from "../../parts/states.tsx";
import { Identifier } from "../../parts/text.tsx";
import type { Opened } from "./files.ts";
import { askedOf, faultOf, MOST_LINES, questionLine, type Line, type Outcome } from "./manifest.ts";
import { ManifestResults } from "./ManifestResults.tsx";
import type { Asked } from "./question.ts";

type State = "ready" | "asking" | "done" | "cancelled" | "failed";

function useRun(lines: readonly Line[], otherwise: { market: string; on: string }) {
  const [state, setState] = useState<State>("ready");
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const controller = useRef<AbortController | null>(null);
  const spoken = useRef(language.value);

  // Goes on behind what is answered already, up to a line.
  const run = async (before: Outcome[], until: number) => {
    controller.current?.abort();
    const own = new AbortController();
    controller.current = own;
    setState("asking");
    setProblem(null);
    setOutcomes(before);
    try {
      for (let at = before.length; at < until; at += BATCH_LINES) {
        const asked = lines.slice(at, Math.min(at + BATCH_LINES, until));
        const batch = await askBatch(asked, otherwise, own.signal);
        if (own.signal.aborted) return;
        setOutcomes((last) => [...last, ...batch]);
      }
      setState(until === lines.length ? "done" : "cancelled");
    } catch (thrown) {
      if (own.signal.aborted) return;
      setProblem(thrown instanceof Problem ? thrown : new Problem({ code: "web.problem.unexpected" }));
      setState("failed");
    }
  };
  const cancel = () => {
    controller.current?.abort();
    setState("cancelled");
  };
  useEffect(() => () => controller.current?.abort(), []);
  // Reasons are sentences of the registry: what was answered is asked again in another language.
  useEffect(() => {
    if (spoken.current === language.value) return;
    spoken.current = language.value;
    if (state !== "ready") void run([], state === "asking" ? lines.length : outcomes.length);
  }, [language.value]);
  return { state, outcomes, problem, go: () => void run(outcomes, lines.length), cancel };
}

async function askBatch(
  lines: readonly Line[],
  otherwise: { market: string; on: string },
  signal: AbortSignal,
): Promise<Outcome[]> {
  const outcomes = lines.map((line): Outcome => {
    const asked = askedOf(line, otherwise);
    const fault = faultOf(asked);
    return { line: line.line, asked, ...(fault !== null && { problem: { code: fault } }) };
  });
  const good = outcomes.filter(({ problem }) => problem === undefined);
  if (good.length === 0) return outcomes;
  const answers = await askLines(good.map(({ asked }) => questionLine(asked)), true, signal);
  good.forEach((outcome, at) => Object.assign(outcome, answers[at]));
  return outcomes;
}

export default function Manifest({
  shown,
  asked,
  again,
}: {
  shown: Opened & { kind: "manifest" };
  asked: Asked;
  again: () => void;
}) {
  const { market, on } = shown.asked ?? asked;
  const lines = shown.lines.slice(0, MOST_LINES);
  const { state, outcomes, problem, go, cancel } = useRun(lines, { market, on });
  return (
    <section class="manifest">
      <h2>
        {say("web.manifest.title", { count: lines.length })} <Identifier>{shown.name}</Identifier>
      </h2>
      {shown.lines.length > MOST_LINES && (
        <p class="note warn">{say("web.manifest.too-many", { most: MOST_LINES })}</p>
      )}
      {shown.writing === "windows-1252" && (
        <p class="note warn">{say("web.manifest.windows-1252")}</p>
      )}
      {state === "ready" && <p>{say("web.manifest.about")}</p>}
      <div class="row screen">
        {state !== "asking" && state !== "done" && (
          <button type="button" onClick={go}>
            {say(outcomes.length === 0 ? "web.manifest.ask" : "web.manifest.go-on")}
          </button>
        )}
        {state !== "asking" && (
          <button type="button" class="quiet" onClick={again}>
            {say("web.manifest.back")}
          </button>
        )}
      </div>
      {state === "asking" && (
        <Progress
          label={say("web.manifest.progress", { done: outcomes.length, of: lines.length })}
          done={outcomes.length}
          of={lines.length}
          cancel={cancel}
        />
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      <p role="status" class="small">
        {state === "done" && say("web.manifest.done", { count: outcomes.length })}
        {state === "cancelled" &&
          say("web.manifest.cancelled", { done: outcomes.length, of: lines.length })}
      </p>
      {outcomes.length > 0 && <ManifestResults outcomes={outcomes} file={shown.name} />}
    </section>
  );
}
