// Who recognises whom, on any day: as a matrix, as a graph, or one economy at a time.
import { useMemo, useState } from "preact/hooks";
import {
  coverage as ask,
  isNotOffered,
  KINDS,
  stops as askStops,
  type Coverage,
  type Stop,
  type Wanted,
} from "../../api/coverage.ts";
import { useLoaded, type Loaded } from "../../api/loaded.ts";
import { isCivilDate, today } from "../../language/dates.ts";
import { say } from "../../language/language.ts";
import { Sentence } from "../../language/Sentence.tsx";
import { withTexts } from "../../language/withTexts.tsx";
import { Field } from "../../parts/Field.tsx";
import { Figure } from "../../parts/Figure.tsx";
import { Print, Share } from "../../parts/Share.tsx";
import { Empty, Shown } from "../../parts/states.tsx";
import { CivilDate, Count, Identifier } from "../../parts/text.tsx";
import { Title } from "../../parts/Title.tsx";
import { change, query } from "../../shell/router.ts";
import { Around } from "./Around.tsx";
import { ChangesNote } from "./Changes.tsx";
import { Dates } from "./Dates.tsx";
import { Gaps } from "./Gaps.tsx";
import { Graph } from "./Graph.tsx";
import { gridOf, type Square } from "./grid.ts";
import { Instruments } from "./Instruments.tsx";
import { Legend } from "./Legend.tsx";
import { Matrix, MatrixExport } from "./Matrix.tsx";
import { Panel, type Opened } from "./Panel.tsx";
import { nameOf, sectorName } from "./words.ts";
import "./whom.css";

const VIEWS = ["matrix", "graph", "economy"] as const;
type View = (typeof VIEWS)[number];

function viewAsked(): View {
  const named = query.value.get("view");
  const found = VIEWS.find((view) => view === named);
  return found ?? (matchMedia("(max-width: 40rem)").matches ? "economy" : "matrix");
}

function WhomPage() {
  const asked = query.value;
  const named = asked.get("on");
  const on = isCivilDate(named) ? named : today();
  const wanted: Wanted = {
    sector: asked.get("sector") ?? "",
    kind: asked.get("kind") ?? "",
    asOf: asked.get("asOf") ?? "",
  };
  const what = [wanted.sector, wanted.kind, wanted.asOf];
  const [loaded, again] = useLoaded((signal) => ask(on, wanted, signal), [on, ...what]);
  const [walk] = useLoaded((signal) => askStops(wanted, signal), what);
  const kept = useLast(loaded);
  const dates = walk.state === "ready" || walk.state === "stale" ? walk.value : [];
  return (
    <>
      <Title name={say("web.whom.title")} />
      <p class="lede">{say("web.whom.about")}</p>
      <form class="whom-choice screen" onSubmit={(event) => event.preventDefault()}>
        <Choices wanted={wanted} coverage={kept} />
        <Dates on={on} stops={dates} go={(date) => change({ on: date })} />
      </form>
      {loaded.state === "failed" && isNotOffered(loaded.problem) ? (
        <Empty>{say("web.whom.not-offered")}</Empty>
      ) : (
        <div class={loaded.state === "loading" ? "coming" : undefined}>
          <Shown
            loaded={loaded.state === "loading" && kept !== null ? readyOf(kept) : loaded}
            again={again}
          >
            {(coverage) => <View coverage={coverage} stops={dates} />}
          </Shown>
        </div>
      )}
    </>
  );
}

export default withTexts(
  {
    ar: () => import("virtual:texts/whom/ar"),
    en: () => import("virtual:texts/whom/en"),
    es: () => import("virtual:texts/whom/es"),
    fr: () => import("virtual:texts/whom/fr"),
    ru: () => import("virtual:texts/whom/ru"),
    zh: () => import("virtual:texts/whom/zh"),
  },
  WhomPage,
);

// While another day is on its way the last one stays, so that walking through days does not blink.
function useLast(loaded: Loaded<Coverage>): Coverage | null {
  const [last, setLast] = useState<Coverage | null>(null);
  const value = loaded.state === "ready" ? loaded.value : null;
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}
const readyOf = (value: Coverage): Loaded<Coverage> => ({ state: "ready", value, at: 0 });

function Choices({ wanted, coverage }: { wanted: Wanted; coverage: Coverage | null }) {
  const [known, setKnown] = useState<string[]>([]);
  const seen = [...new Set([...known, ...sectorsIn(coverage), wanted.sector])].filter(Boolean);
  if (seen.length > known.length) setKnown(seen);
  const sectors = [...seen].sort((left, right) => sectorName(left).localeCompare(sectorName(right)));
  return (
    <div class="row whom-filters">
      <Field label={say("web.whom.sector")}>
        {(attributes) => (
          <select
            {...attributes}
            value={wanted.sector}
            onChange={(event) => change({ sector: event.currentTarget.value })}
          >
            <option value="">{say("web.whom.all-sectors")}</option>
            {sectors.map((sector) => (
              <option key={sector} value={sector}>
                {sectorName(sector)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say("web.whom.kind")}>
        {(attributes) => (
          <select
            {...attributes}
            value={wanted.kind}
            onChange={(event) => change({ kind: event.currentTarget.value })}
          >
            <option value="">{say("web.whom.all-kinds")}</option>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {`${kind} ${coverage?.labels?.kinds?.[kind] ?? ""}`}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

function sectorsIn(coverage: Coverage | null): string[] {
  if (coverage === null) return [];
  const all = [...coverage.cells, ...coverage.gaps.unreached].map((part) => part.sector);
  return [...new Set(all)].filter((sector) => sector !== undefined);
}

function ViewChoice({ view }: { view: View }) {
  return (
    <fieldset class="views screen">
      <legend class="hidden">{say("web.whom.view")}</legend>
      {VIEWS.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="view"
            checked={one === view}
            onChange={() => change({ view: one })}
          />
          {say(`web.whom.view-${one}`)}
        </label>
      ))}
    </fieldset>
  );
}

function View({ coverage, stops }: { coverage: Coverage; stops: Stop[] }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const name = useMemo(() => nameOf(coverage), [coverage]);
  const grid = useMemo(() => gridOf(coverage, name), [coverage]);
  const view = viewAsked();
  const title = say("web.whom.title");
  const open = (square: Square) =>
    setOpened({
      title: say("web.whom.direction", { from: name(square.from), to: name(square.to) }),
      cells: square.cells,
    });
  const shared = { coverage, grid, name, open };
  return (
    <>
      <Summary coverage={coverage} parties={new Set([...grid.rows, ...grid.columns]).size} />
      <ChangesNote coverage={coverage} stops={stops} />
      <ViewChoice view={view} />
      {coverage.cells.length === 0 && <Empty>{say("web.whom.none")}</Empty>}
      {coverage.cells.length > 0 && view === "matrix" && (
        <div class="broad">
          <p class="small">{say("web.whom.how-to-read")}</p>
          <Matrix {...shared} />
          <MatrixExport coverage={coverage} grid={grid} name={name} />
        </div>
      )}
      {coverage.cells.length > 0 && view === "graph" && (
        <Figure
          title={title}
          summary={say("web.whom.graph-about")}
          file={`who-recognises-whom-${coverage.on}`}
          picture={
            <Graph
              coverage={coverage}
              grid={grid}
              name={name}
              open={(cells, heading) => setOpened({ title: heading, cells })}
            />
          }
          table={<Instruments coverage={coverage} />}
        />
      )}
      {view === "economy" && (
        <Around
          {...shared}
          economy={query.value.get("economy") ?? ""}
          choose={(economy) => change({ economy, view: "economy" })}
        />
      )}
      <Legend coverage={coverage} />
      {view !== "graph" && (
        <details>
          <summary>{say("web.figure.table")}</summary>
          <Instruments coverage={coverage} />
        </details>
      )}
      <Gaps coverage={coverage} />
      <div class="row screen">
        <Share title={title} />
        <Print />
      </div>
      {opened !== null && (
        <Panel opened={opened} coverage={coverage} close={() => setOpened(null)} />
      )}
    </>
  );
}

function Summary({ coverage, parties }: { coverage: Coverage; parties: number }) {
  const { from, until } = coverage.stable;
  return (
    <div role="status">
      <p>
        <Sentence
          code="web.whom.summary"
          date={<CivilDate date={coverage.on} />}
          instruments={coverage.cells.length}
          parties={parties}
        />
      </p>
      <p class="small">
        {from !== undefined && (
          <>
            <Sentence code="web.whom.same-since" date={<CivilDate date={from} style="medium" />} />{" "}
          </>
        )}
        {until !== undefined && (
          <>
            <Sentence
              code="web.whom.same-until"
              date={<CivilDate date={until} style="medium" />}
            />{" "}
          </>
        )}
        <Sentence
          code="web.whom.as-of"
          origin={<Identifier>{coverage.asOf.origin}</Identifier>}
          size={<Count>{coverage.asOf.size}</Count>}
        />
        {coverage.bounded && <strong> {say("web.whom.bounded")}</strong>}
      </p>
    </div>
  );
}
