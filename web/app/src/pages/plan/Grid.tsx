// Certificates by markets. Where there is no room for columns, each certificate is a card; the
// roles keep it a table for who does not see it.
import { has, say } from "../../language/language.ts";
import { Sentence } from "../../language/Sentence.tsx";
import { notFound, reasons } from "../../answer/legs.ts";
import { Spoken } from "../../answer/Spoken.tsx";
import { Step } from "../../answer/Steps.tsx";
import { marketName } from "../../parts/markets.ts";
import { OutcomeTag } from "../../parts/signs.tsx";
import { CivilDate, Identifier } from "../../parts/text.tsx";
import { href } from "../../shell/router.ts";
import { addressOf } from "../check/question.ts";
import type { Cell, Plan } from "./plan.ts";

function linkOf(cell: Cell): string {
  const [path = "/", query = ""] = addressOf(cell.asked).split("?");
  return href(path, Object.fromEntries(new URLSearchParams(query)));
}

function Body({ cell }: { cell: Cell }) {
  const { answer, problem } = cell.outcome;
  if (problem !== undefined) {
    return <p class="small">{has(problem.code) ? say(problem.code) : (problem.title ?? problem.code)}</p>;
  }
  if (answer === undefined) return <span class="bone" />;
  const [first] = reasons(answer);
  const missing = notFound(answer) !== null;
  const change = answer.lookAhead[0];
  const step = answer.cures[0]?.steps[0];
  const level = answer.extent?.whole === false ? (answer.extent.level ?? null) : null;
  const others = (answer.cures[0]?.steps.length ?? 1) - 1;
  return (
    <>
      <a class="open-check" href={linkOf(cell)}>
        <OutcomeTag outcome={answer.verdict} />
        <span class="hidden">
          {say("web.plan.open", { number: cell.certificate, market: marketName(cell.market) })}
        </span>
      </a>
      {answer.extent?.whole === false && (
        <p class="small">
          {level !== null ? say("web.extent.up-to", { level }) : say("web.extent.part")}
        </p>
      )}
      {missing ? (
        <p class="small">{say("web.plan.not-found")}</p>
      ) : (
        first !== undefined && (
          <p class="small">
            <Spoken {...first} plain />
          </p>
        )
      )}
      {answer.verdict === "conditional" && (
        <p class="small">{say("web.conditions.title", { count: answer.conditions.length })}</p>
      )}
      {change !== undefined && (
        <p class="small">
          <Sentence
            code="web.plan.next"
            date={<CivilDate date={change.date} style="medium" />}
            outcome={say(`web.outcome.${change.verdict}`)}
          />
        </p>
      )}
      {step !== undefined && answer.verdict !== "recognised" && !missing && (
        <p class="small">
          <strong>{say("web.plan.cure")}</strong> <Step step={step} />
          {others > 0 && <> {say("web.chain.more", { count: others })}</>}
        </p>
      )}
    </>
  );
}

export function Grid({ plan, cells }: { plan: Plan; cells: Cell[] }) {
  return (
    <div class="scrolling" tabIndex={0} role="region" aria-label={say("web.plan.grid")}>
      <table class="grid" role="table">
        <caption class="hidden">{say("web.plan.grid")}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {say("web.manifest.certificate")}
            </th>
            {plan.markets.map((market) => (
              <th role="columnheader" scope="col" key={market}>
                <bdi>{marketName(market)}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {plan.certificates.map((certificate) => (
            <tr role="row" key={certificate}>
              <th role="rowheader" scope="row">
                <Identifier>{certificate}</Identifier>
              </th>
              {cells
                .filter((cell) => cell.certificate === certificate)
                .map((cell) => (
                  <td role="cell" key={cell.market}>
                    <span class="in-card" aria-hidden="true">
                      <bdi>{marketName(cell.market)}</bdi>
                    </span>
                    <Body cell={cell} />
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
