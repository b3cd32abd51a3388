// What is missing over all answers: which step would turn most of them, and who can take it.
import { say } from "../../language/language.ts";
import { Step } from "../../answer/Steps.tsx";
import { marketName } from "../../parts/markets.ts";
import { Identifier } from "../../parts/text.tsx";
import { lackingIn, type Cell } from "./plan.ts";

const MOST = 20;

export function LackingList({ cells }: { cells: Cell[] }) {
  const lacking = lackingIn(cells);
  if (lacking.length === 0) return null;
  return (
    <section>
      <h2>{say("web.plan.lacking")}</h2>
      <p class="small">{say("web.plan.lacking.about")}</p>
      <ol class="tasks">
        {lacking.slice(0, MOST).map(({ step, cells: waiting }) => (
          <li>
            <Step step={step} />
            <div class="small">
              {say("web.plan.lacking.in", { count: waiting.length })}{" "}
              {waiting.map((cell, at) => (
                <>
                  {at > 0 && "; "}
                  <Identifier>{cell.certificate}</Identifier>
                  {" – "}
                  <bdi>{marketName(cell.market)}</bdi>
                </>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
