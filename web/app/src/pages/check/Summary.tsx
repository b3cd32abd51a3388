// The question in a line, and the way back to the form.
import { say } from "../../language/language.ts";
import { marketName } from "../../parts/markets.ts";
import { CivilDate, Count, Identifier } from "../../parts/text.tsx";
import type { Asked } from "./question.ts";

export function Summary({ asked, change }: { asked: Asked; change: () => void }) {
  return (
    <div class="summary">
      <ul>
        {asked.certificates.map((number) => (
          <li class="number">
            <Identifier>{number}</Identifier>
          </li>
        ))}
        <li>
          <bdi>{marketName(asked.market)}</bdi>
        </li>
        <li>
          <CivilDate date={asked.on} style="medium" />
        </li>
        {asked.purpose === "market-access" && <li>{say("web.check.purpose.access")}</li>}
        {asked.event !== "" && <li>{say(`web.check.event.${asked.event}`)}</li>}
        {Object.entries({ ...asked.product, ...asked.facts }).map(([name, value]) => (
          <li key={name}>
            <Identifier>{value}</Identifier>
          </li>
        ))}
        {asked.asOf !== null && (
          <li>
            {say("web.check.as-of")} <Count>{asked.asOf}</Count>
          </li>
        )}
      </ul>
      <button type="button" class="quiet" onClick={change}>
        {say("web.check.change")}
      </button>
    </div>
  );
}
