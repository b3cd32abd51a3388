// An economy, an area of several, or a territory: to what it belongs, what it requires, what it has
// agreed to.
import { useLoaded } from "../../api/loaded.ts";
import { language, say } from "../../language/language.ts";
import { Facts } from "../../parts/Facts.tsx";
import type { PageProps } from "../index.ts";
import { href } from "../../shell/router.ts";
import { askedDay, to } from "../../records/address.ts";
import { RecordPage } from "../../records/Frame.tsx";
import { everyStatement, ofType, type Stated, type WholeRecord } from "../../records/load.ts";
import { Mentions } from "../../records/Mentions.tsx";
import { RecordLink } from "../../records/RecordLink.tsx";
import { holding, spanOf } from "../../records/spans.ts";
import { EffectiveDays } from "../../records/Span.tsx";
import { membersOf } from "../../records/Value.tsx";
import { nameOfKind, nameOfSector } from "../../records/words.ts";

function Membership({ record }: { record: WholeRecord }) {
  // An economy knows its areas; an area is asked for among all memberships.
  const isArea = record.body["kind"] === "area";
  const [loaded] = useLoaded(
    async (signal) =>
      isArea ? everyStatement("area-membership", record.log.size, signal) : Promise.resolve([]),
    [record.id, record.log.size, language.value],
  );
  const found = loaded.state === "ready" || loaded.state === "stale" ? loaded.value : [];
  const ofIt = ofType(record, "area-membership").filter(
    (one) => one.statement.body["member"] === record.id,
  );
  const inIt = found.filter((one) => one.statement.body["area"] === record.id);
  if (ofIt.length + inIt.length === 0) return null;
  return (
    <section>
      <h2 id="membership">{say("web.record.membership")}</h2>
      <Of all={ofIt} member="area" title={say("web.record.membership.areas")} />
      <Of all={inIt} member="member" title={say("web.record.membership.members")} />
    </section>
  );
}

function Of({ all, member, title }: { all: Stated[]; member: "area" | "member"; title: string }) {
  if (all.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="memberships">
        {all.map(({ index, statement: { body, effective } }) => {
          const sectors = body["sectors"];
          const past = holding(spanOf(effective), askedDay()) === "over";
          return (
            <li key={index} class={past ? "past" : undefined}>
              <RecordLink kind="economies" id={String(body[member])} short />{" "}
              <span class="small">
                <EffectiveDays of={effective} />
                {Array.isArray(sectors) &&
                  ` · ${sectors.map(String).map(nameOfSector).join(" · ")}`}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

export default function EconomyPage({ rest }: PageProps) {
  return (
    <RecordPage kind="economies" id={rest}>
      {(record) => (
        <>
          <section>
            <h2>{say("web.record.what-it-is")}</h2>
            <Facts facts={membersOf("economy", record.body, ["names"])} />
            <ul class="ways-on">
              <li>
                <a href={to("/requirements", { market: record.id })}>
                  {say("web.record.economy.requires")}
                </a>
              </li>
              <li>
                <a href={href("/who-recognises-whom", { view: "economy", economy: record.id })}>
                  {say("web.record.economy.recognises")}
                </a>
              </li>
            </ul>
          </section>
          <Membership record={record} />
          <Mentions
            id={record.id}
            of={[
              { kind: "agreements", by: "parties", title: say("web.record.economy.agreements") },
              {
                kind: "equivalence-decisions",
                by: "market",
                title: nameOfKind("equivalence-decisions"),
              },
              { kind: "requirements", by: "market", title: nameOfKind("requirements") },
              { kind: "organisations", by: "economy", title: nameOfKind("organisations") },
              { kind: "measures", by: "market", title: nameOfKind("measures") },
            ]}
          />
        </>
      )}
    </RecordPage>
  );
}
