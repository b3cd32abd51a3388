// What changed on the day that is looked at, and when it changes next.
import type { Coverage, Stop } from "../../api/coverage.ts";
import { say } from "../../language/language.ts";
import { CivilDate, Identifier, Foreign } from "../../parts/text.tsx";
import { Glyph } from "./Glyph.tsx";
import { placeOf } from "./grid.ts";
import { instrumentLink, nameOf, stateName, titleOf } from "./words.ts";

const MOST = 12;

export function ChangesNote({ coverage, stops }: { coverage: Coverage; stops: Stop[] }) {
  const place = placeOf(
    stops.map((stop) => stop.date),
    coverage.on,
  );
  const stop = stops[place];
  if (stop === undefined) return null;
  const name = nameOf(coverage);
  return (
    <details class="changes whole" open={stop.date === coverage.on}>
      <summary>
        {say("web.whom.changed", { count: stop.cells.length + stop.memberships.length })}{" "}
        <CivilDate date={stop.date} />
      </summary>
      <ul>
        {stop.cells.slice(0, MOST).map((change, at) => {
          const [state] = change.is.length > 0 ? change.is : change.was;
          return (
            <li key={at} class="change">
              {state !== undefined && <Glyph kind={change.kind} state={state.state} />}
              <span>
                <a href={instrumentLink(change)}>
            <Foreign>{titleOf(coverage, change)}</Foreign>
          </a>
                {change.annex !== undefined && (
                  <>
                    {" "}
                    <Identifier>{change.annex}</Identifier>
                  </>
                )}
                {": "}
                {change.is.length === 0
                  ? say("web.whom.gone")
                  : [...new Set(change.is.map((part) => stateName(coverage, part.state)))].join(" · ")}
              </span>
            </li>
          );
        })}
        {stop.memberships.slice(0, MOST).map((change, at) => (
          <li key={`m${at}`}>
            {say(change.is === undefined ? "web.whom.left" : "web.whom.joined", {
              member: name(change.member),
              area: name(change.area),
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
