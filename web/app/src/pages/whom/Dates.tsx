// The days on which something changes, to walk through: back, on, along a line, or to any day.
import type { Stop } from "../../api/coverage.ts";
import { isCivilDate, civilDate, plusDays } from "../../language/dates.ts";
import { say } from "../../language/language.ts";
import { Field } from "../../parts/Field.tsx";
import { CivilDate } from "../../parts/text.tsx";
import { placeOf } from "./grid.ts";

export function Dates({
  on,
  stops,
  go,
}: {
  on: string;
  stops: Stop[];
  go: (date: string) => void;
}) {
  const dates = stops.map((stop) => stop.date);
  const place = placeOf(dates, on);
  const previous = dates[place] === on ? dates[place - 1] : dates[place];
  const next = dates[place + 1];
  // Left of the first change is the day before it.
  const dateAt = (at: number): string =>
    at < 0 ? plusDays(dates[0] ?? on, -1) : (dates[at] ?? on);
  return (
    <div class="dates">
      <Field label={say("web.whom.on")}>
        {(attributes) => (
          <input
            {...attributes}
            type="date"
            value={on}
            onChange={(event) => {
              if (isCivilDate(event.currentTarget.value)) go(event.currentTarget.value);
            }}
          />
        )}
      </Field>
      {dates.length > 0 && (
        <div class="walk">
          <label class="along">
            <span>{say("web.whom.slider", { count: dates.length })}</span>
            <input
              type="range"
              min={-1}
              max={dates.length - 1}
              step={1}
              value={place}
              aria-valuetext={civilDate(on)}
              onChange={(event) => go(dateAt(Number(event.currentTarget.value)))}
            />
            <span class="ends">
              <CivilDate date={dates[0] ?? on} style="medium" />
              <CivilDate date={dates.at(-1) ?? on} style="medium" />
            </span>
          </label>
          <button
            type="button"
            class="quiet"
            disabled={previous === undefined}
            onClick={() => previous !== undefined && go(previous)}
          >
            {say("web.whom.previous")}
          </button>
          <button
            type="button"
            class="quiet"
            disabled={next === undefined}
            onClick={() => next !== undefined && go(next)}
          >
            {say("web.whom.next")}
          </button>
        </div>
      )}
    </div>
  );
}
