// What has to be met (conditions), and what would turn the answer (cures).
import type { ComponentChild } from "preact";
import type { Condition, Cure, CureStep, Determination } from "../api/types.ts";
import { has, say } from "../language/language.ts";
import { Identifier } from "../parts/text.tsx";
import { Evidence } from "./Evidence.tsx";
import { Spoken, Value } from "./Spoken.tsx";

const named = (prefix: string, word: string) =>
  has(`${prefix}.${word}`) ? say(`${prefix}.${word}`) : <Identifier>{word}</Identifier>;

export function Conditions({ conditions }: { conditions: readonly Condition[] }) {
  if (conditions.length === 0) return null;
  return (
    <section class="conditions">
      <h2>{say("web.conditions.title", { count: conditions.length })}</h2>
      <ul class="tasks">
        {conditions.map((condition) => (
          <li>
            <details class="said">
              <summary>
                <Spoken {...condition} plain />
              </summary>
              <Evidence entries={condition.evidence} arguments={condition.arguments} />
            </details>
            <p class="small">
              {named("timing", condition.timing)} · {say("web.conditions.verified-by")}{" "}
              {named("web.verified-by", condition.verifiedBy)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

// What a step is about, where its sentence does not say it.
function about(step: CureStep): ComponentChild {
  for (const name of ["attribute", "market", "model", "number"]) {
    const told = step.arguments?.[name];
    if (typeof told !== "string" || (step.sentence ?? "").includes(told)) continue;
    return name === "attribute" ? <Identifier code>{told}</Identifier> : <Value name={name}>{told}</Value>;
  }
  return null;
}

export function Step({ step }: { step: CureStep }) {
  const more = about(step);
  return (
    <>
      <Spoken {...step} />
      {more !== null && (
        <>
          {" "}
          {more}
        </>
      )}{" "}
      <span class="small who">({named("by", step.by)})</span>
    </>
  );
}

function Way({ cure }: { cure: Cure }) {
  const [only] = cure.steps;
  if (cure.steps.length === 1 && only !== undefined) return <Step step={only} />;
  return (
    <>
      {say("web.cures.together", { count: cure.steps.length })}
      <ul>
        {cure.steps.map((step) => (
          <li>
            <Step step={step} />
          </li>
        ))}
      </ul>
    </>
  );
}

// Cheapest first, as the registry sorts them.
export function Cures({ answer }: { answer: Determination }) {
  const better = answer.verdict === "recognised" || answer.verdict === "not-applicable";
  if (better || (answer.cures.length === 0 && answer.verdict === "conditional")) return null;
  return (
    <section class="cures">
      <h2>{say("web.cures.title")}</h2>
      {answer.cures.length === 0 ? (
        <p>{say("web.cures.none")}</p>
      ) : (
        <>
          <p class="small">{say("web.cures.about", { count: answer.cures.length })}</p>
          <ol class="tasks">
            {answer.cures.map((cure) => (
              <li>
                <Way cure={cure} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
