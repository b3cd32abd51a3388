// A dated edition of a standard: who cites it for what, with which restrictions and until when.
import { say } from "../../language/language.ts";
import { Facts } from "../../parts/Facts.tsx";
import { Foreign } from "../../parts/text.tsx";
import { Table, type Row } from "../../parts/Table.tsx";
import type { PageProps } from "../index.ts";
import { askedDay } from "../../records/address.ts";
import { RecordPage } from "../../records/Frame.tsx";
import { LifeChart } from "../../records/LifeChart.tsx";
import { lifeOf } from "../../records/lives.ts";
import { ofType, type Stated, type WholeRecord } from "../../records/load.ts";
import { Mentioned, Mentions } from "../../records/Mentions.tsx";
import { nameNow } from "../../records/names.ts";
import { EntryLink, RecordLink } from "../../records/RecordLink.tsx";
import { EffectiveDays } from "../../records/Span.tsx";
import { fateOn } from "../../records/standing.ts";
import { FateTag } from "../../records/Status.tsx";
import { useStatusChanges } from "../../records/useStatusChanges.ts";
import { membersOf } from "../../records/Value.tsx";
import { nameOfKind } from "../../records/words.ts";

const text = (stated: Stated, member: string): string =>
  String(stated.statement.body[member] ?? "");

const IN_COLUMNS = ["market", "act", "edition", "restriction"];

function Citations({ record, changes }: { record: WholeRecord; changes: Stated[] }) {
  const all = ofType(record, "citation");
  if (all.length === 0) return <p class="empty">{say("web.record.citations.none")}</p>;
  const day = askedDay();
  const fate = (one: Stated) => fateOn(day, one, changes, all).fate;
  const rows = all.map((one): Row => [
    {
      text: nameNow("economies", text(one, "market")),
      shown: <RecordLink kind="economies" id={text(one, "market")} short />,
    },
    { text: text(one, "act"), shown: <RecordLink kind="acts" id={text(one, "act")} /> },
    { text: fate(one), shown: <FateTag fate={fate(one)} /> },
    {
      text: one.statement.effective.from ?? "",
      shown: <EffectiveDays of={one.statement.effective} />,
    },
    {
      text: text(one, "restriction"),
      shown: (
        <>
          <Foreign>{text(one, "restriction")}</Foreign>
          {membersOf("citation", one.statement.body, IN_COLUMNS).map(
            (fact) =>
              Array.isArray(fact) && (
                <div key={fact[0]} class="small">
                  {fact[0]}
                  {say("web.record.colon")}
                  {fact[1]}
                </div>
              ),
          )}
        </>
      ),
    },
    { text: String(one.index), shown: <EntryLink index={one.index} /> },
  ]);
  return (
    <>
      <LifeChart
        title={say("web.record.citations.over-time")}
        lives={all.map((one) =>
          lifeOf(one, day, changes, all, {
            name: `${nameNow("economies", text(one, "market"))} · ${text(one, "act")}`,
          }),
        )}
        file={`citations-${record.id}`}
        columns={[say("web.record.citations.authority")]}
      />
      <Table
        caption={say("web.record.citations")}
        quiet
        file={`citations-${record.id}`}
        columns={[
          say("web.record.citations.authority"),
          say("web.record.citations.act"),
          say("web.record.life.state"),
          say("web.record.life.days"),
          say("web.record.citations.restriction"),
          say("web.record.competence.entry"),
        ]}
        rows={rows}
      />
    </>
  );
}

export default function StandardPage({ rest }: PageProps) {
  const changes = useStatusChanges();
  return (
    <RecordPage kind="standards" id={rest}>
      {(record) => (
        <>
          <section>
            <h2>{say("web.record.what-it-is")}</h2>
            <Facts facts={membersOf("standard-edition", record.body, ["edition", "title"])} />
          </section>
          <section>
            <h2>{say("web.record.citations")}</h2>
            <p class="small">{say("web.record.citations.about")}</p>
            <Citations record={record} changes={changes} />
          </section>
          <Mentioned
            id={String(record.body["standard"])}
            mention={{ kind: "standards", by: "standard", title: say("web.record.editions") }}
          />
          <Mentions
            id={record.id}
            of={[
              {
                kind: "equivalence-decisions",
                by: "fromEdition",
                title: say("web.record.counts-for"),
              },
              {
                kind: "equivalence-decisions",
                by: "toEdition",
                title: say("web.record.met-through"),
              },
              { kind: "certificates", by: "editions", title: nameOfKind("certificates") },
            ]}
          />
        </>
      )}
    </RecordPage>
  );
}
