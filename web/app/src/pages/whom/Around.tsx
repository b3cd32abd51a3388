// One economy at a time: where its results count, and whose it takes. What a phone shows.
import type { Coverage } from "../../api/coverage.ts";
import { say } from "../../language/language.ts";
import { Field } from "../../parts/Field.tsx";
import { Identifier } from "../../parts/text.tsx";
import { Glyph } from "./Glyph.tsx";
import { ANYWHERE, aroundOf, partsOf, type Grid, type Square } from "./grid.ts";
import { stateName } from "./words.ts";

export function Around({
  coverage,
  grid,
  name,
  economy,
  choose,
  open,
}: {
  coverage: Coverage;
  grid: Grid;
  name: (code: string) => string;
  economy: string;
  choose: (economy: string) => void;
  open: (square: Square) => void;
}) {
  const choices = [
    ...new Set([
      ...grid.rows,
      ...grid.columns,
      ...coverage.memberships.map((membership) => membership.member),
    ]),
  ]
    .filter((code) => code !== ANYWHERE)
    .sort((left, right) => name(left).localeCompare(name(right)));
  const chosen = choices.includes(economy) ? economy : (choices[0] ?? "");
  const parties = partsOf(coverage, chosen);
  const { taken, takes } = aroundOf(grid, parties);
  return (
    <>
      <Field label={say("web.whom.economy")}>
        {(attributes) => (
          <select
            {...attributes}
            value={chosen}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {choices.map((code) => (
              <option key={code} value={code}>
                {name(code)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {parties.length > 1 && (
        <p class="small">
          {say("web.whom.also-as", { areas: parties.slice(1).map(name).join(", ") })}
        </p>
      )}
      <Side
        title={say("web.whom.taken", { economy: name(chosen) })}
        none={say("web.whom.taken-none")}
        squares={taken}
        other={(square) => square.to}
        shared={{ coverage, name, open }}
      />
      <Side
        title={say("web.whom.takes", { economy: name(chosen) })}
        none={say("web.whom.takes-none")}
        squares={takes}
        other={(square) => square.from}
        shared={{ coverage, name, open }}
      />
    </>
  );
}

function Side({
  title,
  none,
  squares,
  other,
  shared,
}: {
  title: string;
  none: string;
  squares: Square[];
  other: (square: Square) => string;
  shared: { coverage: Coverage; name: (code: string) => string; open: (square: Square) => void };
}) {
  const { coverage, name, open } = shared;
  const sorted = [...squares].sort((left, right) =>
    name(other(left)).localeCompare(name(other(right))),
  );
  return (
    <section>
      <h2>{title}</h2>
      {sorted.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul class="neighbours">
          {sorted.map((square) => {
            const [strongest] = square.cells;
            return (
              <li key={`${square.from} ${square.to}`}>
                <button type="button" class="neighbour" onClick={() => open(square)}>
                  {strongest !== undefined && (
                    <Glyph kind={strongest.kind} state={strongest.state} />
                  )}
                  <span class="who">
                    {name(other(square))}{" "}
                    {other(square) !== ANYWHERE && (
                      <span class="small">
                        <Identifier>{other(square)}</Identifier>
                      </span>
                    )}
                  </span>
                  <span class="small">
                    {strongest !== undefined && stateName(coverage, strongest.state)}
                    {square.cells.length > 1 && ` · ${say("web.whom.instruments", { count: square.cells.length })}`}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
