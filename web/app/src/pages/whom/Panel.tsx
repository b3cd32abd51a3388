// What stands behind a square, an arc or a hub: each instrument with clause, days, direction,
// limits, and the entries of the log that say so.
import { useEffect, useRef } from "preact/hooks";
import { segment } from "../../api/client.ts";
import type { Cell, Coverage, Limit, Party } from "../../api/coverage.ts";
import { has, say } from "../../language/language.ts";
import { Sentence } from "../../language/Sentence.tsx";
import { Facts } from "../../parts/Facts.tsx";
import { Tag } from "../../parts/signs.tsx";
import { CivilDate, Identifier, Foreign } from "../../parts/text.tsx";
import { href } from "../../shell/router.ts";
import { Glyph } from "./Glyph.tsx";
import {
  instrumentLink,
  kindName,
  nameOf,
  sectorName,
  stateName,
  titleOf,
  toneOfState,
} from "./words.ts";

export interface Opened {
  title: string;
  cells: Cell[];
}

export function Panel({
  opened,
  coverage,
  close,
}: {
  opened: Opened;
  coverage: Coverage;
  close: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  return (
    <dialog
      class="panel"
      ref={dialog}
      aria-labelledby="panel-title"
      onClose={close}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      <div class="panel-head">
        <h2 id="panel-title">{opened.title}</h2>
        <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
          {say("web.whom.close")}
        </button>
      </div>
      <p class="small">
        <Sentence code="web.whom.on-date" date={<CivilDate date={coverage.on} />} />{" "}
        {say("web.whom.not-yet")}
      </p>
      {opened.cells.map((cell, at) => (
        <InstrumentCard key={at} cell={cell} coverage={coverage} />
      ))}
    </dialog>
  );
}

function InstrumentCard({ cell, coverage }: { cell: Cell; coverage: Coverage }) {
  return (
    <section class="instrument">
      <h3>
        <Glyph kind={cell.kind} state={cell.state} />
        <a href={instrumentLink(cell)}>
            <Foreign>{titleOf(coverage, cell)}</Foreign>
          </a>
      </h3>
      <p class="row">
        <Tag tone={toneOfState(cell.state)}>{stateName(coverage, cell.state)}</Tag>
        <span>
          {kindName(coverage, cell.kind)} <Identifier>{cell.kind}</Identifier>
        </span>
      </p>
      <p>
        <Direction cell={cell} coverage={coverage} />
      </p>
      <Facts
        facts={[
          cell.annex !== undefined && [say("web.whom.annex"), <Identifier>{cell.annex}</Identifier>],
          [say("web.whom.sector"), sectorName(cell.sector)],
          [say("web.whom.days"), <DaysText cell={cell} />],
          list("web.whom.artefacts", (cell.artefacts ?? []).map(artefact)),
          acts(cell),
          codes("web.whom.schemes", cell.schemes),
          cell.upTo !== undefined && [say("web.whom.limits"), <Limits limits={cell.upTo} />],
          cell.needsEquivalence === true && [
            say("web.whom.also-needed"),
            say("web.whom.needs-equivalence"),
          ],
          codes("web.whom.except", cell.exceptRequirements),
          codes(
            "web.whom.editions",
            [cell.fromEdition, cell.toEdition].filter((edition) => edition !== undefined),
          ),
          [say("web.whom.evidence"), <Evidence entries={evidenceOf(cell)} />],
        ]}
      />
    </section>
  );
}

function artefact(code: string): string {
  const key = `artefact.${code}`;
  return has(key) ? say(key) : code;
}

function list(code: string, items: string[]): [string, string] | false {
  return items.length > 0 && [say(code), items.join(" · ")];
}

function codes(code: string, items: string[] | undefined): [string, preact.ComponentChild] | false {
  if (items === undefined || items.length === 0) return false;
  return [
    say(code),
    items.map((item, at) => (
      <>
        {at > 0 && " · "}
        <Identifier>{item}</Identifier>
      </>
    )),
  ];
}

function acts(cell: Cell): [string, preact.ComponentChild] | false {
  const all = [
    ...new Set((cell.acts ?? []).flatMap((pair) => [pair.exporter, pair.importer])),
  ].filter((act) => act !== undefined);
  if (all.length === 0) return false;
  return [
    say("web.whom.acts"),
    all.map((act, at) => (
      <>
        {at > 0 && " · "}
        <a href={href(`/acts/${segment(act)}`)}>
          <Identifier>{act}</Identifier>
        </a>
      </>
    )),
  ];
}

// Of a few each stands out; of many none would.
const FEW = 4;

function PartyNames({ parties, coverage }: { parties: Party[]; coverage: Coverage }) {
  const name = nameOf(coverage);
  return (
    <>
      {parties.map((party, at) => (
        <>
          {at > 0 && ", "}
          <bdi class={parties.length < FEW ? "who" : undefined}>{name(party.economy)}</bdi>
          {party.from !== undefined && (
            <>
              {" ("}
              <Sentence
                code="web.whom.since"
                date={<CivilDate date={party.from} style="medium" />}
              />
              )
            </>
          )}
          {party.until !== undefined && (
            <>
              {" ("}
              <Sentence
                code="web.whom.before"
                date={<CivilDate date={party.until} style="medium" />}
              />
              )
            </>
          )}
          {party.awaited === true && ` (${say("web.whom.awaited")})`}
        </>
      ))}
    </>
  );
}

function Direction({ cell, coverage }: { cell: Cell; coverage: Coverage }) {
  const anywhere = <strong>{say("web.whom.anywhere")}</strong>;
  return (
    <Sentence
      code="web.whom.direction"
      from={
        cell.from.length === 0 ? anywhere : <PartyNames parties={cell.from} coverage={coverage} />
      }
      to={<PartyNames parties={cell.to} coverage={coverage} />}
    />
  );
}

function DaysText({ cell }: { cell: Cell }) {
  const { from, until, runOffUntil } = cell.days;
  return (
    <>
      {from === undefined ? (
        say("web.whom.no-start")
      ) : (
        <Sentence code="web.whom.since" date={<CivilDate date={from} />} />
      )}
      {", "}
      {until === undefined ? (
        say("web.whom.no-end")
      ) : (
        <Sentence code="web.whom.before" date={<CivilDate date={until} />} />
      )}
      {runOffUntil !== undefined && (
        <>
          {"; "}
          <Sentence code="web.whom.run-off-until" date={<CivilDate date={runOffUntil} />} />
        </>
      )}
    </>
  );
}

function Limits({ limits }: { limits: Limit[] }) {
  return (
    <ul class="plain">
      {limits.map((limit, at) => (
        <li key={at}>
          <Identifier>
            {[limit.level, limit.scale, ...(limit.categories ?? []), limit.issuerDomain]
              .filter((part) => part !== undefined)
              .join(" · ")}
          </Identifier>
          {limit.collaborativeProfile === true && `; ${say("web.whom.collaborative")}`}
          <LimitDays code="web.whom.issued-from" date={limit.issuedFrom} />
          <LimitDays code="web.whom.issued-before" date={limit.issuedUntil} />
          <LimitDays code="web.whom.accepted-from" date={limit.acceptedFrom} />
          <LimitDays code="web.whom.accepted-before" date={limit.acceptedBefore} />
        </li>
      ))}
    </ul>
  );
}

function LimitDays({ code, date }: { code: string; date: string | undefined }) {
  if (date === undefined) return null;
  return (
    <>
      {"; "}
      <Sentence code={code} date={<CivilDate date={date} style="medium" />} />
    </>
  );
}

function evidenceOf(cell: Cell): number[] {
  const all = [...cell.evidence, ...[...cell.from, ...cell.to].flatMap((party) => party.evidence ?? [])];
  return [...new Set(all)].sort((left, right) => left - right);
}

const MOST_SHOWN = 12;

export function Evidence({ entries }: { entries: number[] }) {
  return (
    <>
      {entries.slice(0, MOST_SHOWN).map((entry, at) => (
        <>
          {at > 0 && " · "}
          <a href={href(`/log/entries/${entry}`)}>
            <Identifier>{String(entry)}</Identifier>
          </a>
        </>
      ))}
      {entries.length > MOST_SHOWN && ` · ${say("web.whom.more", { count: entries.length - MOST_SHOWN })}`}
    </>
  );
}
