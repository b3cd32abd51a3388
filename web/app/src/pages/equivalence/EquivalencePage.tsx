// An equivalence decision: clause by clause, what the importer demands beside what the exporter's
// standard has for it, what is missing and what closes the gap.
import { daysBetween } from "../../language/dates.ts";
import { say } from "../../language/language.ts";
import { Sentence } from "../../language/Sentence.tsx";
import { Facts } from "../../parts/Facts.tsx";
import { Tag, type Tone } from "../../parts/signs.tsx";
import { CivilDate, Count, Foreign, Identifier } from "../../parts/text.tsx";
import { csv, download } from "../../parts/download.ts";
import type { PageProps } from "../index.ts";
import { askedDay } from "../../records/address.ts";
import { RecordPage } from "../../records/Frame.tsx";
import type { WholeRecord } from "../../records/load.ts";
import { RecordLink } from "../../records/RecordLink.tsx";
import { holding, spanOf } from "../../records/spans.ts";
import { EffectiveDays } from "../../records/Span.tsx";
import { FateTag } from "../../records/Status.tsx";
import { membersOf } from "../../records/Value.tsx";
import { choice, label } from "../../records/words.ts";
import "./equivalence.css";

interface Mapped {
  atom: string;
  clause: string;
  severity: number;
  verdict: string;
  meetsBy?: string[];
  delta?: string;
  reason?: string;
  closure?: { kind: string; name: string; timing?: string; verifiedBy?: string };
}

const TONES: Record<string, Tone> = {
  identical: "good",
  "stricter-covers": "good",
  "equal-other-method": "good",
  extra: "none",
  "not-applicable": "none",
  weaker: "warn",
  "partly-covered": "warn",
  missing: "bad",
};

// A gap that something closes is no longer one: the sign says both.
const toneOf = ({ verdict, closure }: Mapped): Tone => {
  const tone = TONES[verdict] ?? "open";
  return closure !== undefined && tone === "bad" ? "warn" : tone;
};

const verdictOf = (verdict: string): string => choice("mapping", "verdict", verdict) ?? verdict;

function Closure({ of }: { of: NonNullable<Mapped["closure"]> }) {
  return (
    <p class="closure">
      <strong>{say("web.record.map.closed-by")}</strong> {choice("closure", "kind", of.kind)}{" "}
      <Identifier code>{of.name}</Identifier>
      {of.timing !== undefined && (
        <span class="small"> {choice("closure", "timing", of.timing)}</span>
      )}
      {of.verifiedBy !== undefined && (
        <span class="small">
          {" · "}
          {label("closure", "verifiedBy")}
          {say("web.record.colon")}
          {choice("closure", "verifiedBy", of.verifiedBy)}
        </span>
      )}
    </p>
  );
}

function Clause({ mapped }: { mapped: Mapped }) {
  return (
    <li class={`clause ${toneOf(mapped)}`}>
      <div class="demand">
        <span class="side">{say("web.record.map.demand")}</span>
        <strong>
          <Identifier>{mapped.clause}</Identifier>
        </strong>{" "}
        <Identifier>{mapped.atom.replaceAll("-", " ")}</Identifier>
        <p class="small">
          {label("mapping", "severity")}
          {say("web.record.colon")}
          <Count>{mapped.severity}</Count>
        </p>
      </div>
      <div class="how">
        <Tag tone={toneOf(mapped)}>{verdictOf(mapped.verdict)}</Tag>
      </div>
      <div class="met">
        <span class="side">{say("web.record.map.met-by")}</span>
        <strong>
          <Identifier>{mapped.meetsBy?.join(say("web.record.comma")) ?? "–"}</Identifier>
        </strong>
        {[mapped.delta, mapped.reason].map(
          (text) =>
            text !== undefined && (
              <p key={text}>
                <Foreign>{text}</Foreign>
              </p>
            ),
        )}
        {mapped.closure !== undefined && <Closure of={mapped.closure} />}
        {mapped.closure === undefined &&
          ["weaker", "missing", "partly-covered"].includes(mapped.verdict) && (
            <p class="bad">{say("web.record.map.not-closed")}</p>
          )}
      </div>
    </li>
  );
}

function Counts({ mapping }: { mapping: Mapped[] }) {
  const open = mapping.filter((one) => one.delta !== undefined || one.closure !== undefined);
  const closed = open.filter((one) => one.closure !== undefined);
  const covered = mapping.filter((one) => TONES[one.verdict] === "good");
  return (
    <p class="lede">
      {say("web.record.map.summary", {
        count: mapping.length,
        covered: covered.length,
        open: open.length,
        closed: closed.length,
      })}
    </p>
  );
}

function take(record: WholeRecord, mapping: Mapped[]): void {
  const rows = mapping.map((one) => [
    one.clause,
    one.atom,
    String(one.severity),
    one.verdict,
    one.meetsBy?.join(" ") ?? "",
    one.delta ?? "",
    one.closure?.kind ?? "",
    one.closure?.name ?? "",
    one.closure?.timing ?? "",
    one.reason ?? "",
  ]);
  const head = [
    "clause",
    "atom",
    "severity",
    "verdict",
    "meetsBy",
    "delta",
    "closure",
    "name",
    "timing",
    "reason",
  ].map((member) => label("mapping", member));
  download(`${record.id}.csv`, "text/csv", csv([head, ...rows]));
}

function ClauseMap({ record }: { record: WholeRecord }) {
  const mapping = (record.body["mapping"] ?? []) as Mapped[];
  return (
    <section>
      <h2 id="map">{say("web.record.map")}</h2>
      <Counts mapping={mapping} />
      <div class="editions">
        <p>
          <span class="side">{say("web.record.map.importer")}</span>
          <RecordLink kind="standards" id={String(record.body["toEdition"])} />
        </p>
        <p>
          <span class="side">{say("web.record.map.exporter")}</span>
          <RecordLink kind="standards" id={String(record.body["fromEdition"])} />
        </p>
      </div>
      <ol class="clauses">
        {mapping.map((one) => (
          <Clause key={`${one.atom} ${one.clause}`} mapped={one} />
        ))}
      </ol>
      <button type="button" class="quiet small" onClick={() => take(record, mapping)}>
        {say("web.export.csv")}
      </button>
    </section>
  );
}

// A decision lives until its horizon: then it is made anew or it ends.
function Horizon({ record }: { record: WholeRecord }) {
  const { until } = spanOf(record.described.statement.effective);
  if (until === null) return null;
  const days = daysBetween(askedDay(), until);
  return (
    <p>
      <Sentence code="web.record.horizon" date={<CivilDate date={until} />} />{" "}
      {days > 0 && say("web.record.horizon.left", { days })}
    </p>
  );
}

const SHOWN = ["decision", "mapping", "fromEdition", "toEdition"];

export default function EquivalencePage({ rest }: PageProps) {
  return (
    <RecordPage
      kind="equivalence-decisions"
      id={rest}
      status={(record) => {
        const { effective } = record.described.statement;
        return (
          <>
            <p class="row">
              <FateTag fate={holding(spanOf(effective), askedDay())} />
              <EffectiveDays of={effective} style="long" />
            </p>
            <Horizon record={record} />
          </>
        );
      }}
    >
      {(record) => {
        const { note, legalBasis, decided, published } = record.described.statement;
        return (
          <>
            <ClauseMap record={record} />
            <section>
              <h2 id="decision">{say("web.record.decision")}</h2>
              <Facts
                facts={[
                  ...membersOf("equivalence-decision", record.body, SHOWN),
                  decided !== undefined && [label("", "decided"), <CivilDate date={decided} />],
                  published !== undefined && [
                    label("", "published"),
                    <CivilDate date={published} />,
                  ],
                  legalBasis !== undefined && [
                    label("", "legalBasis"),
                    <Foreign>{legalBasis}</Foreign>,
                  ],
                ]}
              />
              <p>
                {note === undefined ? (
                  <span class="small">{say("web.record.decision.no-reasons")}</span>
                ) : (
                  <Foreign>{note}</Foreign>
                )}
              </p>
            </section>
          </>
        );
      }}
    </RecordPage>
  );
}
