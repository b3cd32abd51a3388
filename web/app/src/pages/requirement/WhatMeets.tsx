// What is on file that helps to meet a requirement: editions cited for its act, annexes of
// agreements under which results from abroad count for it.
import { get, segment } from "../../api/client.ts";
import { useLoaded } from "../../api/loaded.ts";
import type { Listing, Resource } from "../../api/types.ts";
import { language, say } from "../../language/language.ts";
import { askedDay, askedSize } from "../../records/address.ts";
import { statements, type Body, type Stated } from "../../records/load.ts";
import { RecordLink } from "../../records/RecordLink.tsx";
import { holding, spanOf } from "../../records/spans.ts";
import { EffectiveDays } from "../../records/Span.tsx";
import { FateTag } from "../../records/Status.tsx";
import { choice } from "../../records/words.ts";

async function citationsOf(act: string, size: number, signal: AbortSignal): Promise<Stated[]> {
  const found = await get<Resource>(`/v1/acts/${segment(act)}`, signal);
  const heads = found.trail.filter((head) => head.type === "citation" && head.index < size);
  return statements(heads.map((head) => head.index), signal);
}

export function Cited({ act, market }: { act: string; market: string }) {
  const size = askedSize();
  const [loaded] = useLoaded(
    (signal) => citationsOf(act, size ?? Infinity, signal),
    [act, size, language.value],
  );
  if (loaded.state !== "ready" && loaded.state !== "stale") return null;
  const cited = loaded.value.filter(({ statement }) => statement.body["market"] === market);
  if (cited.length === 0) return null;
  return (
    <section>
      <h2>{say("web.record.requirement.cited")}</h2>
      <ul class="memberships">
        {cited.map(({ index, statement: { body, effective } }) => (
          <li key={index}>
            <RecordLink kind="standards" id={String(body["edition"])} />{" "}
            <FateTag fate={holding(spanOf(effective), askedDay())} />{" "}
            <span class="small">
              <EffectiveDays of={effective} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

// Annexes whose acts of the importing side are this one.
function annexesFor(act: string, agreement: Resource): Body[] {
  const annexes = (agreement["annexes"] ?? []) as Body[];
  return annexes.filter((annex) => {
    const acts = (annex["importerActs"] ?? []) as string[];
    const pairs = (annex["actPairs"] ?? []) as { importer?: string }[];
    return acts.includes(act) || pairs.some((pair) => pair.importer === act);
  });
}

export function Agreed({ act }: { act: string }) {
  const [loaded] = useLoaded(
    (signal) => get<Listing>("/v1/agreements?limit=500", signal),
    [language.value],
  );
  if (loaded.state !== "ready" && loaded.state !== "stale") return null;
  const found = loaded.value.items
    .map((agreement) => ({ agreement, annexes: annexesFor(act, agreement) }))
    .filter(({ annexes }) => annexes.length > 0);
  if (found.length === 0) return null;
  return (
    <section>
      <h2>{say("web.record.requirement.agreements")}</h2>
      <ul class="memberships">
        {found.map(({ agreement, annexes }) => (
          <li key={agreement.id}>
            <RecordLink kind="agreements" id={agreement.id} short />
            <ul>
              {annexes.map((annex) => (
                <li key={String(annex["annex"])} class="small">
                  {choice("annexes", "kind", String(annex["kind"]))}
                  {annex["phase"] !== "operational" &&
                    ` · ${choice("annexes", "phase", String(annex["phase"])) ?? ""}`}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
