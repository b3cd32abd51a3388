// What was certified, by whom, to what; and how far it reaches.
import { say } from "../../language/language.ts";
import { Facts, type Fact } from "../../parts/Facts.tsx";
import { Foreign } from "../../parts/text.tsx";
import type { WholeRecord } from "../../records/load.ts";
import { membersOf, Value } from "../../records/Value.tsx";
import { label } from "../../records/words.ts";

const CERTIFIED = ["title", "artefact", "body", "bodyNumber", "holder", "manufacturer", "issued",
  "revision", "act", "module", "scheme", "schemeVersions", "legalEffect", "sector", "category"];
const REACH = ["scale", "level", "components", "profiles", "collaborativeProfile", "editions",
  "requirements", "differencesCovered", "addenda", "conditions", "surveillanceDue"];
// Shown elsewhere on the page, or of no use to people.
const ELSEWHERE = ["certificate", "number", "product"];

function factsOf(record: WholeRecord, members: readonly string[]): Fact[] {
  return members.map((member) => {
    const value = record.body[member];
    if (value === undefined) return null;
    return [
      label("certificate", member),
      <Value within="certificate" member={member} value={value} />,
    ];
  });
}

export function Certified({ record }: { record: WholeRecord }) {
  return (
    <section>
      <h2 id="certified">{say("web.record.certified")}</h2>
      <Facts facts={factsOf(record, CERTIFIED)} />
    </section>
  );
}

export function Scope({ record }: { record: WholeRecord }) {
  const product = record.body["product"];
  const named = typeof product === "object" && product !== null;
  const shown = [...CERTIFIED, ...REACH, ...ELSEWHERE];
  const more = Object.keys(record.body).filter((member) => !shown.includes(member));
  return (
    <section>
      <h2 id="scope">{say("web.record.scope")}</h2>
      {!named && (
        <p>
          <Foreign>{String(record.body["title"] ?? say("web.record.scope.none"))}</Foreign>
        </p>
      )}
      <Facts
        facts={[
          ...(named ? membersOf("product", product as Record<string, unknown>) : []),
          ...factsOf(record, REACH),
        ]}
      />
      {more.length > 0 && (
        <details class="whole">
          <summary>{say("web.record.more-facts")}</summary>
          <Facts facts={factsOf(record, more)} />
        </details>
      )}
    </section>
  );
}
