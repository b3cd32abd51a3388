// What is held, where it should go, and when.
import { useEffect, useRef, useState } from "preact/hooks";
import { today } from "../../language/dates.ts";
import { say } from "../../language/language.ts";
import { Field } from "../../parts/Field.tsx";
import { markets, marketName } from "../../parts/markets.ts";
import { MOST_MARKETS, numbersIn, type Plan } from "./plan.ts";

function Chosen({ codes, drop }: { codes: string[]; drop: (code: string) => void }) {
  if (codes.length === 0) return null;
  return (
    <ul class="chosen" aria-label={say("web.plan.markets.chosen")}>
      {codes.map((code) => (
        <li key={code}>
          <button type="button" class="quiet" onClick={() => drop(code)}>
            <bdi>{marketName(code)}</bdi>
            <span aria-hidden="true"> ×</span>
            <span class="hidden">{say("web.plan.markets.drop")}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

export function PlanForm({ plan, submit }: { plan: Plan; submit: (plan: Plan) => void }) {
  const [numbers, setNumbers] = useState(plan.certificates.join("\n"));
  const [chosen, setChosen] = useState(plan.markets);
  const [on, setOn] = useState(plan.on);
  const [purpose, setPurpose] = useState(plan.purpose);
  const [wrong, setWrong] = useState<{ numbers?: string; markets?: string }>({});
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(wrong).length === 0) return;
    form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [wrong]);
  const send = (event: Event) => {
    event.preventDefault();
    const certificates = numbersIn(numbers);
    const found = {
      ...(certificates.length === 0 && { numbers: "web.plan.certificates.wrong" }),
      ...(chosen.length === 0 && { markets: "web.plan.markets.wrong" }),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    submit({ certificates, markets: chosen, on: on || today(), purpose });
  };
  const add = (code: string) => {
    if (code !== "" && chosen.length < MOST_MARKETS) setChosen([...new Set([...chosen, code])]);
  };
  return (
    <form ref={form} class="plan" noValidate onSubmit={send} onInput={() => setWrong({})}>
      <Field
        label={say("web.plan.certificates")}
        hint={say("web.plan.certificates.hint")}
        error={wrong.numbers && say(wrong.numbers)}
      >
        {(attributes) => (
          <textarea
            {...attributes}
            rows={4}
            dir="auto"
            spellcheck={false}
            autocomplete="off"
            value={numbers}
            onInput={(event) => setNumbers(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="markets">
        <Field
          label={say("web.plan.markets")}
          hint={say("web.plan.markets.hint")}
          error={wrong.markets && say(wrong.markets)}
        >
          {(attributes) => (
            <select
              {...attributes}
              value=""
              onChange={(event) => {
                add(event.currentTarget.value);
                event.currentTarget.value = "";
              }}
            >
              <option value="">{say("web.plan.markets.add")}</option>
              {markets(chosen)
                .filter(({ code }) => !chosen.includes(code))
                .map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
            </select>
          )}
        </Field>
        <Chosen codes={chosen} drop={(code) => setChosen(chosen.filter((one) => one !== code))} />
      </div>
      <div class="second">
        <Field label={say("web.check.on")}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              value={on}
              onInput={(event) => setOn(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={say("web.check.purpose")}>
          {(attributes) => (
            <select
              {...attributes}
              value={purpose}
              onChange={(event) => setPurpose(event.currentTarget.value as Plan["purpose"])}
            >
              <option value="recognition">{say("web.check.purpose.recognition")}</option>
              <option value="market-access">{say("web.check.purpose.access")}</option>
            </select>
          )}
        </Field>
        <button type="submit" class="ask">
          {say("web.plan.ask")}
        </button>
      </div>
    </form>
  );
}
