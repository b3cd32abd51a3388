// A body, an authority, a manufacturer: what it is, what it may do since when, what suspended it.
import { say } from "../../language/language.ts";
import { Facts } from "../../parts/Facts.tsx";
import type { PageProps } from "../index.ts";
import { askedDay } from "../../records/address.ts";
import { RecordPage } from "../../records/Frame.tsx";
import { LifeChart } from "../../records/LifeChart.tsx";
import { lifeOf, type Life } from "../../records/lives.ts";
import { ofType, type Stated, type WholeRecord } from "../../records/load.ts";
import { Mentions } from "../../records/Mentions.tsx";
import { nameNow } from "../../records/names.ts";
import { EntryLink } from "../../records/RecordLink.tsx";
import { useStatusChanges } from "../../records/useStatusChanges.ts";
import { membersOf } from "../../records/Value.tsx";
import { choice, nameOfKind, nameOfSector, nameOfType } from "../../records/words.ts";

const COMPETENCE = ["designation", "accreditation", "arrangement-signatory"];

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === "string" ? [value] : [];

// What it may do, in a line: "testing: toys, machinery", "EU-2006-42: machinery; B, H".
function scopeOf({ statement: { body, type } }: Stated): string {
  const main = body["mainScope"];
  const first =
    typeof main === "string"
      ? (choice(type, "mainScope", main) ?? main)
      : texts(body["act"]).map((act) => nameNow("acts", act))[0];
  const rest = [
    ...texts(body["sectors"]).map(nameOfSector),
    ...texts(body["modules"]),
    ...texts(body["standards"]),
    ...texts(body["schemes"]).map((scheme) => nameNow("schemes", scheme)),
  ];
  const limits =
    rest.length === 0 ? say("web.record.scope.all") : rest.join(say("web.record.comma"));
  return [first, limits].filter(Boolean).join(say("web.record.colon"));
}

// Who gives it: the accreditor, the authority that designates, the arrangement signed.
function byWhom({ statement }: Stated): string {
  const { body, author } = statement;
  const arrangement = body["arrangement"];
  if (typeof arrangement === "string") return nameNow("agreements", arrangement);
  const accreditor = body["accreditor"];
  return nameNow("organisations", typeof accreditor === "string" ? accreditor : author);
}

function livesOf(record: WholeRecord, changes: readonly Stated[]): Life[] {
  const all = ofType(record, ...COMPETENCE);
  return all
    .sort((one, other) =>
      (one.statement.effective.from ?? "") < (other.statement.effective.from ?? "") ? -1 : 1,
    )
    .map((one) => {
      const number = one.statement.body["number"];
      return lifeOf(one, askedDay(), changes, all, {
        name: scopeOf(one),
        more: [
          nameOfType(one.statement.type),
          byWhom(one),
          typeof number === "string" ? number : "",
          { text: String(one.index), shown: <EntryLink index={one.index} /> },
        ],
      });
    });
}

// A suspension names the statement that it suspends, and that one names the organisation.
function aboutIt(record: WholeRecord, changes: readonly Stated[]): Stated[] {
  const own = new Set(record.trail.map((one) => one.statement.id));
  const known = new Set(record.trail.map((one) => one.index));
  return changes.filter(
    (one) => own.has(String(one.statement.body["subject"])) && !known.has(one.index),
  );
}

export default function OrganisationPage({ rest }: PageProps) {
  const changes = useStatusChanges();
  return (
    <RecordPage kind="organisations" id={rest} also={(record) => aboutIt(record, changes)}>
      {(record) => {
        const lives = livesOf(record, changes);
        return (
          <>
            <section>
              <h2>{say("web.record.what-it-is")}</h2>
              <Facts facts={membersOf("organisation", record.body, ["organisation", "names"])} />
            </section>
            {lives.length > 0 && (
              <section>
                <h2>{say("web.record.competence")}</h2>
                <LifeChart
                  title={say("web.record.competence.over-time")}
                  lives={lives}
                  file={`competence-${record.id}`}
                  columns={[
                    say("web.record.competence.scope"),
                    say("web.record.competence.kind"),
                    say("web.record.competence.by"),
                    say("web.record.competence.number"),
                    say("web.record.competence.entry"),
                  ]}
                />
              </section>
            )}
            <Mentions
              id={record.id}
              of={[
                { kind: "certificates", by: "body", title: say("web.record.issued-by-it") },
                { kind: "certificates", by: "holder", title: say("web.record.held-by-it") },
                { kind: "products", by: "owner", title: nameOfKind("products") },
                { kind: "schemes", by: "owner", title: nameOfKind("schemes") },
              ]}
            />
          </>
        );
      }}
    </RecordPage>
  );
}
