// A market by its name, the last one asked about first.
import { say } from "../../language/language.ts";
import { Field } from "../../parts/Field.tsx";
import { markets, marketName, rememberedMarket } from "../../parts/markets.ts";

export function MarketField({
  value,
  set,
  error,
}: {
  value: string;
  set: (code: string) => void;
  error?: string | undefined;
}) {
  const last = rememberedMarket();
  return (
    <Field label={say("web.check.market")} error={error}>
      {(attributes) => (
        <select
          {...attributes}
          name="market"
          required
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        >
          <option value="">{say("web.check.market.choose")}</option>
          {last !== "" && (
            <optgroup label={say("web.check.market.last")}>
              <option value={last}>{marketName(last)}</option>
            </optgroup>
          )}
          <optgroup label={say("web.check.market.all")}>
            {markets([value])
              .filter(({ code }) => code !== last)
              .map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
          </optgroup>
        </select>
      )}
    </Field>
  );
}
