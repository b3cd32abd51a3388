// What was certified, by whom, to what; and how far it reaches.
import { say } from "../../language/language.ts";
import { Facts } from "../../parts/Facts.tsx";
import { Foreign } from "../../parts/text.tsx";
import type { WholeRecord } from "../../records/load.ts";
import { Members, Value } from "../../records/Value.tsx";
import { label } from "../../records/words.ts";

const CERTIFIED = ["title", "artefact", "body", "bodyNumber", "holder", "manufacturer", "issued",
  "revision", "act", "module", "scheme", "schemeVersions", "legalEffect", "sector", "category"];
const REACH = ["scale", "level", "components", "profiles", "collaborativeProfile", "editions",
  "requirements", "differencesCovered", "addenda", "conditions", "surveillanceDue"];
// Shown elsewhere on the page, or of no use to people.
const ELSEWHERE = ["certificate", "number", "product"];

function Some({ record, members }: { record: WholeRecord; members: readonly string[] }) {
  return (
    <Facts
      facts={members.map((member) => {
        const value = record.body[member];
        if (value === undefined) return null;
        return [
          label("certificate", member),
          <Value within="certificate" member={member} value={value} />,
        ];
      })}
    />
  );
}

export function Certified({ record }: { record: WholeRecord }) {
  return (
    <section aria-labelledby="certified">
      <h2 id="certified">{say("web.record.certified")}</h2>
      <Some record={record} members={CERTIFIED} />
    </section>
  );
}

export function Scope({ record }: { record: WholeRecord }) {
  const product = record.body["product"];
  const named = [...CERTIFIED, ...REACH, ...ELSEWHERE];
  const more = Object.keys(record.body).filter((member) => !named.includes(member));
  const reach = REACH.some((member) => record.body[member] !== undefined);
  return (
    <section aria-labelledby="scope">
      <h2 id="scope">{say("web.record.scope")}</h2>
      {typeof product === "object" && product !== null ? (
        <Members within="product" of={product as Record<string, unknown>} />
      ) : (
        <p>
          <Foreign>{String(record.body["title"] ?? say("web.record.scope.none"))}</Foreign>
        </p>
      )}
      {reach && <Some record={record} members={REACH} />}
      {more.length > 0 && (
        <details>
          <summary>{say("web.record.more-facts")}</summary>
          <Some record={record} members={more} />
        </details>
      )}
    </section>
  );
}
