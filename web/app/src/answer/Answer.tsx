// A determination, whole: the sentence, what it takes, how long it holds, why, and what it is worth.
import type { ComponentChildren } from "preact";
import type { Determination } from "../api/types.ts";
import { say } from "../language/language.ts";
import { AsOfFooter, Take } from "./AsOf.tsx";
import { Requirements } from "./Requirements.tsx";
import { Conditions, Cures } from "./Steps.tsx";
import { TimeLine } from "./TimeLine.tsx";
import { VerdictCard } from "./Verdict.tsx";
import "./answer.css";

export function Answer({
  answer,
  json,
  focus,
  shared = true,
  beside,
  verify,
}: {
  answer: Determination;
  // Where the interface gives the same.
  json: string | null;
  focus: boolean;
  shared?: boolean;
  // What stands behind the sentence: facts to add, issuers to choose from.
  beside?: ComponentChildren;
  verify?: ComponentChildren;
}) {
  return (
    <div class="determination">
      <VerdictCard answer={answer} focus={focus} />
      {beside}
      <Take answer={answer} json={json} shared={shared} />
      <Conditions conditions={answer.conditions} />
      <Cures answer={answer} />
      <TimeLine answer={answer} />
      <Requirements answer={answer} />
      <section class="worth">
        <h2>{say("web.as-of.title")}</h2>
        <AsOfFooter answer={answer} pinned={answer.question.asOf !== undefined} />
        {verify}
      </section>
    </div>
  );
}
