// What the signs mean.
import { KINDS, type Coverage, type CellState } from "../../api/coverage.ts";
import { say } from "../../language/language.ts";
import { Identifier } from "../../parts/text.tsx";
import { Glyph } from "./Glyph.tsx";
import { kindName, stateName } from "./words.ts";

const SHOWN: CellState[] = ["in-force", "run-off", "open", "adopted", "suspended"];

export function Legend({ coverage }: { coverage: Coverage }) {
  return (
    <details class="legend whole">
      <summary>{say("web.whom.legend")}</summary>
      <ul>
        {KINDS.map((kind) => (
          <li key={kind}>
            <Glyph kind={kind} state="in-force" />
            <span>
              <Identifier>{kind}</Identifier> {kindName(coverage, kind)}
            </span>
          </li>
        ))}
      </ul>
      <ul>
        {SHOWN.map((state) => (
          <li key={state}>
            <Glyph kind="R2" state={state} />
            <span>{stateName(coverage, state)}</span>
          </li>
        ))}
        <li>
          <span class="gap-sample" />
          <span>{say("web.whom.gap")}</span>
        </li>
      </ul>
    </details>
  );
}
