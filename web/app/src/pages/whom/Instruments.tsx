// Everything that the picture shows, as a table.
import type { Cell, Coverage, Party } from "../../api/coverage.ts";
import { say } from "../../language/language.ts";
import { civilDate } from "../../language/dates.ts";
import { Table } from "../../parts/Table.tsx";
import { Identifier, Foreign } from "../../parts/text.tsx";
import { instrumentLink, nameOf, sectorName, stateName, titleOf } from "./words.ts";

export function Instruments({ coverage }: { coverage: Coverage }) {
  const name = nameOf(coverage);
  const parties = (all: Party[]): string =>
    all.length === 0
      ? say("web.whom.anywhere")
      : [...new Set(all.map((party) => party.economy))].map(name).join(", ");
  const day = (date: string | undefined): { text: string; shown: string } => ({
    text: date ?? "",
    shown: date === undefined ? "–" : civilDate(date, "medium"),
  });
  const row = (cell: Cell) => [
    {
      text: `${titleOf(coverage, cell)} (${cell.annex ?? cell.instrument})`,
      shown: (
        <>
          <a href={instrumentLink(cell)}>
            <Foreign>{titleOf(coverage, cell)}</Foreign>
          </a>{" "}
          <span class="small">
            <Identifier>{cell.annex ?? cell.instrument}</Identifier>
          </span>
        </>
      ),
    },
    cell.kind,
    sectorName(cell.sector),
    parties(cell.from),
    parties(cell.to),
    stateName(coverage, cell.state),
    day(cell.days.from),
    day(cell.days.until),
  ];
  return (
    <Table
      caption={say("web.whom.table")}
      file={`who-recognises-whom-${coverage.on}`}
      columns={[
        say("web.whom.instrument"),
        say("web.whom.kind"),
        say("web.whom.sector"),
        say("web.whom.results-of"),
        say("web.whom.recognised-by"),
        say("web.whom.state"),
        say("web.whom.first-day"),
        say("web.whom.ends"),
      ]}
      rows={coverage.cells.map(row)}
    />
  );
}
