// What else may be told: the purpose of the question, and what is known of the goods.
import { say } from "../../language/language.ts";
import { Field } from "../../parts/Field.tsx";
import { EVENTS, PRODUCT, type Asked } from "./question.ts";

export function ProductFields({
  asked,
  set,
}: {
  asked: Asked;
  set: (part: Partial<Asked>) => void;
}) {
  const told = asked.event !== "" || asked.purpose === "market-access" || Object.keys(asked.product).length > 0;
  return (
    <details class="product" open={told}>
      <summary>{say("web.check.more")}</summary>
      <fieldset>
        <legend>{say("web.check.purpose")}</legend>
        {(["recognition", "market-access"] as const).map((purpose) => (
          <label class="choice" key={purpose}>
            <input
              type="radio"
              name="purpose"
              value={purpose}
              checked={asked.purpose === purpose}
              onChange={() => set({ purpose })}
            />
            {say(`web.check.purpose.${purpose === "recognition" ? "recognition" : "access"}`)}
          </label>
        ))}
      </fieldset>
      <div class="grid">
        <Field label={say("web.check.event")}>
          {(attributes) => (
            <select
              {...attributes}
              value={asked.event === "" ? EVENTS[0] : asked.event}
              onChange={(event) => {
                const chosen = event.currentTarget.value;
                set({ event: chosen === EVENTS[0] ? "" : chosen });
              }}
            >
              {EVENTS.map((event) => (
                <option key={event} value={event}>
                  {say(`web.check.event.${event}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {PRODUCT.map((name) => (
          <Field key={name} label={say(`web.product.${name}`)}>
            {(attributes) => (
              <input
                {...attributes}
                dir="auto"
                autocomplete="off"
                value={asked.product[name] ?? ""}
                onInput={(event) => {
                  const { [name]: _, ...others } = asked.product;
                  const value = event.currentTarget.value.trim();
                  set({ product: value === "" ? others : { ...others, [name]: value } });
                }}
              />
            )}
          </Field>
        ))}
      </div>
    </details>
  );
}
