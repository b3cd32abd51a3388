// Recalls and alerts that may be about its goods. What names it is told from what only resembles
// it; no alert by itself makes a certificate invalid.
import { get, segment } from "../../api/client.ts";
import { useLoaded } from "../../api/loaded.ts";
import { language, say } from "../../language/language.ts";
import { Empty } from "../../parts/states.tsx";
import { Foreign, Identifier } from "../../parts/text.tsx";
import { Tag, type Tone } from "../../parts/signs.tsx";
import { recordAddress } from "../../records/address.ts";
import { isKind } from "../../records/kinds.ts";
import { RecordLink } from "../../records/RecordLink.tsx";
import { choice } from "../../records/words.ts";

interface Linked {
  kind: string;
  id: string;
  label?: string;
  link: "identified" | "possible";
  by: { what: string; value: string }[];
  effect: "informs" | "denies" | "denies-named-units";
  market?: string;
  measure?: string;
  stage?: string;
  holds: "yes" | "possibly" | "no";
}

interface LinkedAlerts {
  complete: boolean;
  items: Linked[];
}

const TONES: Record<Linked["effect"], Tone> = {
  informs: "open",
  denies: "bad",
  "denies-named-units": "warn",
};

function One({ of }: { of: Linked }) {
  const over = of.holds === "no";
  return (
    <li class="entry">
      <div class="entry-head">
        <a href={recordAddress(isKind(of.kind) ? of.kind : "alerts", of.id)}>
          <Foreign>{of.label ?? of.id}</Foreign>
        </a>
        <Tag tone={over ? "none" : TONES[of.effect]}>
          {say(over ? "web.record.fate.over" : `web.record.alerts.effect.${of.effect}`)}
        </Tag>
      </div>
      <ul class="entry-told">
        {of.measure !== undefined && <li>{choice("measure", "kind", of.measure)}</li>}
        {of.stage !== undefined && <li>{choice("measure", "stage", of.stage)}</li>}
        {of.market !== undefined && (
          <li>
            <RecordLink kind="economies" id={of.market} short />
          </li>
        )}
        <li>
          {say(`web.record.alerts.${of.link}`)}
          {say("web.record.colon")}
          <Identifier>{of.by.map(({ value }) => value).join(", ")}</Identifier>
        </li>
      </ul>
    </li>
  );
}

export function Alerts({ id }: { id: string }) {
  const [loaded] = useLoaded(
    (signal) => get<LinkedAlerts>(`/v1/certificates/${segment(id)}/alerts`, signal),
    [id, language.value],
  );
  // Not every registry links them.
  if (loaded.state !== "ready" && loaded.state !== "stale") return null;
  const { items, complete } = loaded.value;
  return (
    <section>
      <h2 id="alerts">{say("web.record.alerts")}</h2>
      {items.length === 0 ? (
        <Empty>{say("web.record.alerts.none")}</Empty>
      ) : (
        <>
          <p class="small">{say("web.record.alerts.about")}</p>
          <ul class="entries">
            {items.map((one) => (
              <One key={`${one.kind}/${one.id}`} of={one} />
            ))}
          </ul>
          {!complete && <p class="small">{say("web.record.alerts.incomplete")}</p>}
        </>
      )}
    </section>
  );
}
