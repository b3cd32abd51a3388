// Facts that the answer waits for and that whoever asks may know: attributes of the product, the
// model, which of several issuers.
import { useState } from "preact/hooks";
import type { Determination } from "../../api/types.ts";
import { say } from "../../language/language.ts";
import { Field } from "../../parts/Field.tsx";
import { Identifier } from "../../parts/text.tsx";
import { PRODUCT, type Asked } from "./question.ts";
import { missingIn } from "./missing.ts";

function Attribute({
  name,
  value,
  set,
}: {
  name: string;
  value: string;
  set: (value: string) => void;
}) {
  const known = value === "" || value === "true" || value === "false";
  const [other, setOther] = useState(!known);
  return (
    <Field label={say("web.missing.attribute", { name })}>
      {(attributes) => (
        <div class="row">
          <select
            {...attributes}
            value={other ? "other" : value}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              setOther(chosen === "other");
              set(chosen === "other" ? "" : chosen);
            }}
          >
            <option value="">{say("web.missing.unknown")}</option>
            <option value="true">{say("web.missing.yes")}</option>
            <option value="false">{say("web.missing.no")}</option>
            <option value="other">{say("web.missing.value")}</option>
          </select>
          {other && (
            <input
              aria-label={say("web.missing.attribute", { name })}
              value={value}
              onInput={(event) => set(event.currentTarget.value)}
            />
          )}
        </div>
      )}
    </Field>
  );
}

export function Missing({
  answer,
  asked,
  submit,
}: {
  answer: Determination;
  asked: Asked;
  submit: (next: Asked) => void;
}) {
  const { attributes, issuers, product } = missingIn(answer);
  const [goods, setGoods] = useState<Asked["product"]>({});
  const [facts, setFacts] = useState<Record<string, string>>({});
  if (issuers.length > 0) {
    return (
      <section class="missing screen">
        <h2>{say("web.missing.issuer")}</h2>
        <div class="row">
          {issuers.map((issuer) => (
            <button type="button" class="quiet" onClick={() => submit({ ...asked, issuer })}>
              <Identifier>{issuer}</Identifier>
            </button>
          ))}
        </div>
      </section>
    );
  }
  const count = attributes.length + product.length;
  if (count === 0) return null;
  const told = Object.entries(facts).filter(([, value]) => value !== "");
  const named = Object.entries(goods).filter(([, value]) => value !== "");
  return (
    <form
      class="missing screen"
      onSubmit={(event) => {
        event.preventDefault();
        submit({
          ...asked,
          facts: { ...asked.facts, ...Object.fromEntries(told) },
          product: { ...asked.product, ...Object.fromEntries(named) },
        });
      }}
    >
      <h2>{say("web.missing.title", { count })}</h2>
      <p class="small">{say("web.missing.about")}</p>
      {attributes.map((name) => (
        <Attribute
          key={name}
          name={name}
          value={facts[name] ?? ""}
          set={(value) => setFacts({ ...facts, [name]: value })}
        />
      ))}
      {PRODUCT.filter((name) => product.includes(name)).map((name) => (
        <Field key={name} label={say(`web.product.${name}`)}>
          {(given) => (
            <input
              {...given}
              dir="auto"
              autocomplete="off"
              value={goods[name] ?? ""}
              onInput={(event) => setGoods({ ...goods, [name]: event.currentTarget.value.trim() })}
            />
          )}
        </Field>
      ))}
      <button type="submit" disabled={told.length + named.length === 0}>
        {say("web.missing.ask")}
      </button>
    </form>
  );
}
