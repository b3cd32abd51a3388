// Where will what I hold be accepted? Several certificates, several markets, a day to come.
import { useEffect, useState } from "preact/hooks";
import { say } from "../../language/language.ts";
import { wantMarkets } from "../../parts/markets.ts";
import { Title } from "../../parts/Title.tsx";
import { go, query } from "../../shell/router.ts";
import { addressOfPlan, planIn, type Plan } from "./plan.ts";
import { PlanAnswers } from "./PlanAnswers.tsx";
import { PlanForm } from "./PlanForm.tsx";
import "../../style/asking.css";
import "../../answer/answer.css";
import "./plan.css";

export default function PlanPage() {
  const plan = planIn(query.value);
  const complete = plan.certificates.length > 0 && plan.markets.length > 0;
  const [editing, setEditing] = useState(!complete);
  useEffect(wantMarkets, []);
  const submit = (next: Plan) => {
    setEditing(false);
    go(addressOfPlan(next));
  };
  return (
    <>
      <Title name={say("web.plan.title")} />
      {(editing || !complete) && (
        <>
          <p class="lede">{say("web.plan.about")}</p>
          <PlanForm plan={plan} submit={submit} />
        </>
      )}
      {complete && !editing && (
        <PlanAnswers key={addressOfPlan(plan)} plan={plan} change={() => setEditing(true)} />
      )}
    </>
  );
}
