// Any record that has no page of its own: everything on file, under its labels.
import { say } from "../../language/language.ts";
import { Facts } from "../../parts/Facts.tsx";
import type { PageProps } from "../index.ts";
import { askedDay } from "../../records/address.ts";
import { RecordPage } from "../../records/Frame.tsx";
import { DESCRIBED_BY, isKind, type Kind } from "../../records/kinds.ts";
import { Mentions, type Mention } from "../../records/Mentions.tsx";
import { holding, spanOf } from "../../records/spans.ts";
import { EffectiveDays } from "../../records/Span.tsx";
import { FateTag } from "../../records/Status.tsx";
import { membersOf } from "../../records/Value.tsx";
import { nameOfKind } from "../../records/words.ts";

const NAMED_BY: Partial<Record<Kind, [Kind, string][]>> = {
  acts: [["requirements", "act"], ["certificates", "act"]],
  schemes: [["certificates", "scheme"]],
};

const mentionsOf = (kind: Kind): Mention[] =>
  (NAMED_BY[kind] ?? []).map(([of, by]) => ({ kind: of, by, title: nameOfKind(of) }));

export default function GenericPage({ rest }: PageProps) {
  const slash = rest.indexOf("/");
  const kind = rest.slice(0, slash);
  if (!isKind(kind)) return null;
  const type = DESCRIBED_BY[kind];
  return (
    <RecordPage
      kind={kind}
      id={rest.slice(slash + 1)}
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
            <h2>{say("web.record.on-file")}</h2>
            <Facts
              facts={membersOf(type, record.body, [kind.slice(0, -1), "names", "act", "title"]
                .filter((member) => member !== "act" || kind === "acts"))}
            />
          </section>
          <Mentions of={mentionsOf(kind)} id={record.id} />
        </>
      )}
    </RecordPage>
  );
}
