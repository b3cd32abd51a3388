// An agreement: who is bound since when, and what each annex recognises, in which direction.
import { language, say } from "../../language/language.ts";
import { Facts } from "../../parts/Facts.tsx";
import { Tag } from "../../parts/signs.tsx";
import { Table, type Row } from "../../parts/Table.tsx";
import { CivilDate, Identifier } from "../../parts/text.tsx";
import type { PageProps } from "../index.ts";
import { askedDay } from "../../records/address.ts";
import { RecordPage } from "../../records/Frame.tsx";
import { LifeChart } from "../../records/LifeChart.tsx";
import type { Life } from "../../records/lives.ts";
import { ofType, type Body, type WholeRecord } from "../../records/load.ts";
import { nameNow } from "../../records/names.ts";
import { EntryLink, RecordLink } from "../../records/RecordLink.tsx";
import { holding, spanOf, type Span } from "../../records/spans.ts";
import { EffectiveDays } from "../../records/Span.tsx";
import { FateTag } from "../../records/Status.tsx";
import { Members, membersOf } from "../../records/Value.tsx";
import { choice, nameOfSector } from "../../records/words.ts";
import "./agreement.css";

interface Annex extends Body {
  annex: string;
  kind: string;
  sector?: string;
  phase: string;
  directions?: { from: string; to: string }[];
  from?: string;
  until?: string;
  operationalFrom?: string;
}

const annexesOf = (record: WholeRecord): Annex[] => (record.body["annexes"] ?? []) as Annex[];

// An annex lives within its agreement: a day of its own narrows that one's.
function lifeOfAnnex(record: WholeRecord, annex: Annex): Span {
  const whole = spanOf(record.described.statement.effective);
  const from = [whole.from, annex.from, annex.operationalFrom]
    .filter((day): day is string => day != null)
    .reduce<string | null>((one, other) => (one === null || other > one ? other : one), null);
  return {
    from,
    until: annex.until ?? whole.until,
    possiblyFrom: from === whole.from ? whole.possiblyFrom : null,
    possiblyUntil: annex.until === undefined ? whole.possiblyUntil : null,
  };
}

const sectorOf = (annex: Annex): string =>
  annex.sector === undefined ? say("web.record.scope.all") : nameOfSector(annex.sector);

const isOperational = (annex: Annex): boolean => annex.phase === "operational";

function fateOfAnnex(record: WholeRecord, annex: Annex): Life["fate"] {
  const days = holding(lifeOfAnnex(record, annex), askedDay());
  return days === "holds" && !isOperational(annex) ? "not-yet" : days;
}

function Lives({ record }: { record: WholeRecord }) {
  const lives = annexesOf(record).map((annex): Life => ({
    name: `${sectorOf(annex)} · ${annex.kind}`,
    more: [annex.annex, choice("annexes", "phase", annex.phase) ?? annex.phase],
    span: lifeOfAnnex(record, annex),
    gaps: [],
    fate: fateOfAnnex(record, annex),
    quiet: !isOperational(annex),
  }));
  return (
    <LifeChart
      title={say("web.record.annexes.over-time")}
      lives={lives}
      file={`annexes-${record.id}`}
      columns={[
        say("web.record.annexes.sector"),
        say("web.record.annexes.annex"),
        say("web.record.annexes.phase"),
      ]}
    />
  );
}

// Who recognises whom under an annex. Without directions of its own: every party every other.
function Directions({ annex }: { annex: Annex }) {
  const { directions } = annex;
  if (directions === undefined) return <p>{say("web.record.annexes.every-party")}</p>;
  const mirrored = language.value === "ar";
  return (
    <ul class="directions">
      {directions.map(({ from, to }) => (
        <li key={`${from} ${to}`}>
          <RecordLink kind="economies" id={from} short />{" "}
          <span aria-hidden="true">{mirrored ? "←" : "→"}</span>
          <span class="hidden">{say("web.record.annexes.recognised-by")}</span>{" "}
          <RecordLink kind="economies" id={to} short />
        </li>
      ))}
    </ul>
  );
}

const SHOWN = ["annex", "sector", "kind", "phase", "directions", "from", "until"];

function AnnexCard({ record, annex }: { record: WholeRecord; annex: Annex }) {
  return (
    <article class="annex" id={`annexes-${annex.annex}`}>
      <h3>{sectorOf(annex)}</h3>
      <p class="row">
        <FateTag fate={fateOfAnnex(record, annex)} />
        {!isOperational(annex) && (
          <Tag tone="open">{choice("annexes", "phase", annex.phase) ?? annex.phase}</Tag>
        )}
        <span>{choice("annexes", "kind", annex.kind)}</span>
        <span class="small">
          <Identifier>{annex.annex}</Identifier>
        </span>
      </p>
      <Directions annex={annex} />
      <details class="whole">
        <summary>{say("web.record.annexes.more")}</summary>
        <Members within="annexes" of={annex} leftOut={SHOWN} />
      </details>
    </article>
  );
}

function rowsOf(record: WholeRecord): Row[] {
  const acts = ofType(record, "deposit", "participation").reverse();
  const named = new Set(acts.map((one) => String(one.statement.body["party"])));
  const parties = ((record.body["parties"] ?? []) as string[]).filter((one) => !named.has(one));
  const party = (id: string) => ({
    text: nameNow("economies", id),
    shown: <RecordLink kind="economies" id={id} short />,
  });
  return [
    ...acts.map(({ statement: { body, type, effective }, index }): Row => {
      const what = type === "deposit" ? String(body["act"]) : String(body["role"]);
      const member = type === "deposit" ? "act" : "role";
      const { from = "" } = effective;
      return [
        party(String(body["party"])),
        choice(type, member, what) ?? what,
        {
          text: from,
          shown:
            type === "deposit" ? (
              <CivilDate date={from} style="medium" />
            ) : (
              <EffectiveDays of={effective} />
            ),
        },
        { text: String(index), shown: <EntryLink index={index} /> },
      ];
    }),
    ...parties.map((id): Row => {
      const { effective } = record.described.statement;
      return [
        party(id),
        say("web.record.parties.named"),
        { text: effective.from ?? "", shown: <EffectiveDays of={effective} /> },
        {
          text: String(record.described.index),
          shown: <EntryLink index={record.described.index} />,
        },
      ];
    }),
  ];
}

export default function AgreementPage({ rest }: PageProps) {
  return (
    <RecordPage
      kind="agreements"
      id={rest}
      status={(record) => (
        <p class="row">
          <FateTag fate={holding(spanOf(record.described.statement.effective), askedDay())} />
          <EffectiveDays of={record.described.statement.effective} style="long" />
        </p>
      )}
    >
      {(record) => (
        <>
          <section>
            <h2 id="annexes">{say("web.record.annexes")}</h2>
            <p class="small">{say("web.record.annexes.about")}</p>
            <Lives record={record} />
            <div class="annexes">
              {annexesOf(record).map((annex) => (
                <AnnexCard key={annex.annex} record={record} annex={annex} />
              ))}
            </div>
          </section>
          <section>
            <h2 id="parties">{say("web.record.parties")}</h2>
            <Table
              caption={say("web.record.parties")}
              quiet
              file={`parties-${record.id}`}
              columns={[
                say("web.record.parties.party"),
                say("web.record.parties.act"),
                say("web.record.parties.days"),
                say("web.record.competence.entry"),
              ]}
              rows={rowsOf(record)}
            />
          </section>
          <section>
            <h2 id="terms">{say("web.record.terms")}</h2>
            <Facts
              facts={membersOf("agreement", record.body, [
                "agreement",
                "title",
                "annexes",
                "parties",
              ])}
            />
          </section>
        </>
      )}
    </RecordPage>
  );
}
