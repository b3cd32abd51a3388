// The answers side by side: a grid, on a phone cards; every cell opens its check.
import { useEffect, useRef, useState } from "preact/hooks";
import { askLines, BATCH_LINES, type LineOutcome } from "../../api/lines.ts";
import { Problem } from "../../api/problem.ts";
import { daysBetween, today } from "../../language/dates.ts";
import { language, say } from "../../language/language.ts";
import { Sentence } from "../../language/Sentence.tsx";
import { Print, Share } from "../../parts/Share.tsx";
import { ProblemNote, Progress } from "../../parts/states.tsx";
import { CivilDate, Count, Identifier } from "../../parts/text.tsx";
import { questionLine } from "../check/manifest.ts";
import { Grid } from "./Grid.tsx";
import { LackingList } from "./LackingList.tsx";
import { askedOfPlan, type Cell, type Plan } from "./plan.ts";
import { takeCsv } from "./planCsv.ts";

function useAnswers(plan: Plan) {
  const asked = askedOfPlan(plan);
  const [outcomes, setOutcomes] = useState<LineOutcome[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [running, setRunning] = useState(true);
  const controller = useRef<AbortController | null>(null);
  const run = async (from: number) => {
    const own = new AbortController();
    controller.current = own;
    setRunning(true);
    setProblem(null);
    try {
      for (let at = from; at < asked.length; at += BATCH_LINES) {
        const lines = asked.slice(at, at + BATCH_LINES).map(questionLine);
        const answers = await askLines(lines, true, own.signal);
        setOutcomes((last) => [...last.slice(0, at), ...answers]);
      }
    } catch (thrown) {
      if (!own.signal.aborted) {
        setProblem(thrown instanceof Problem ? thrown : new Problem({ code: "web.problem.unexpected" }));
      }
    }
    if (controller.current === own) setRunning(false);
  };
  useEffect(() => {
    void run(0);
    return () => controller.current?.abort();
  }, [language.value]);
  const cells = asked.map((one, at): Cell => ({
    certificate: one.certificates[0] ?? "",
    market: one.market,
    asked: one,
    outcome: outcomes[at] ?? {},
  }));
  const cancel = () => controller.current?.abort();
  return { cells, done: outcomes.length, problem, running, cancel, again: () => run(outcomes.length) };
}

export function PlanAnswers({ plan, change }: { plan: Plan; change: () => void }) {
  const { cells, done, problem, running, cancel, again } = useAnswers(plan);
  const asOf = cells.find(({ outcome }) => outcome.answer !== undefined)?.outcome.answer?.asOf;
  const ahead = daysBetween(today(), plan.on);
  return (
    <>
      <div class="summary">
        <p>
          <Sentence
            code="web.plan.asked"
            certificates={plan.certificates.length}
            markets={plan.markets.length}
            date={<CivilDate date={plan.on} />}
          />
        </p>
        <button type="button" class="quiet" onClick={change}>
          {say("web.check.change")}
        </button>
      </div>
      {ahead > 0 && <p class="small">{say("web.plan.future", { days: ahead })}</p>}
      {running && done < cells.length && (
        <Progress
          label={say("web.manifest.progress", { done, of: cells.length })}
          done={done}
          of={cells.length}
          cancel={cancel}
        />
      )}
      {problem !== null && <ProblemNote problem={problem} again={() => void again()} />}
      {!running && problem === null && done < cells.length && (
        <button type="button" class="quiet" onClick={() => void again()}>
          {say("web.manifest.go-on")}
        </button>
      )}
      <p role="status" class="hidden">
        {!running && say("web.manifest.progress", { done, of: cells.length })}
      </p>
      {done > 0 && <Grid plan={plan} cells={cells} />}
      {done > 0 && (
        <div class="row screen">
          <Share title={document.title} />
          <Print />
          <button type="button" class="quiet" onClick={() => takeCsv(cells)}>
            {say("web.export.csv")}
          </button>
        </div>
      )}
      {done === cells.length && <LackingList cells={cells} />}
      {asOf !== undefined && (
        <p class="small">
          {say("web.as-of.log")} <Identifier>{asOf.origin}</Identifier> ·{" "}
          <Count>{asOf.size}</Count>
        </p>
      )}
    </>
  );
}
