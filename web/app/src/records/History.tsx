// Everything stated about a record as a line of time, newest first.
import type { ComponentChild } from "preact";
import { say } from "../language/language.ts";
import { Sentence } from "../language/Sentence.tsx";
import { CivilDate, Count, Foreign, Instant } from "../parts/text.tsx";
import { Shape, type Tone } from "../parts/signs.tsx";
import type { Stated, WholeRecord } from "./load.ts";
import { EntryLink, RecordLink } from "./RecordLink.tsx";
import { EffectiveDays } from "./Span.tsx";
import { Members, Value } from "./Value.tsx";
import { choice, nameOfType } from "./words.ts";

const TONES: Record<string, Tone> = {
  suspended: "bad",
  withdrawn: "bad",
  cancelled: "bad",
  annulled: "bad",
  ended: "bad",
  reissued: "warn",
  restricted: "warn",
  reinstated: "good",
  supplemented: "good",
};

const changeOf = (stated: Stated): string | null => {
  const { body, type } = stated.statement;
  const change = type === "certificate-state" ? body["state"] : body["change"];
  return typeof change === "string" ? change : null;
};

function headline(stated: Stated): ComponentChild {
  const change = changeOf(stated);
  const { type } = stated.statement;
  if (change === null) return nameOfType(type);
  return choice(type, type === "certificate-state" ? "state" : "change", change);
}

// What tells one statement of a type from the next.
const TELLING: Record<string, string[]> = {
  accreditation: ["mainScope", "accreditor"],
  "accreditor-acceptance": ["accreditor", "arrangement"],
  "area-membership": ["area", "member"],
  "arrangement-signatory": ["arrangement", "mainScope"],
  citation: ["market", "act"],
  deposit: ["party", "act"],
  designation: ["act"],
  difference: ["about"],
  licence: ["licensee"],
  mandate: ["grantee"],
  participation: ["party", "role"],
  transfer: ["to"],
};

function Details({ of: { statement } }: { of: Stated }) {
  const told = (TELLING[statement.type] ?? []).filter((member) => member in statement.body);
  if (told.length === 0) return null;
  return (
    <p>
      {told.map((member, at) => (
        <span key={member}>
          {at > 0 && " · "}
          <Value within={statement.type} member={member} value={statement.body[member]} />
        </span>
      ))}
    </p>
  );
}

// Members that its place in the history says already.
const SAID = ["certificate", "state", "change", "subject"];

function Event({ of, own }: { of: Stated; own: string }) {
  const { statement } = of;
  const change = changeOf(of);
  const rest = Object.keys(statement.body).filter((member) => !SAID.includes(member));
  return (
    <li class={change === null ? "event" : `event ${TONES[change] ?? "none"}`}>
      <span class="event-sign">
        <Shape tone={change === null ? "none" : (TONES[change] ?? "none")} />
      </span>
      <h3>{headline(of)}</h3>
      <Details of={of} />
      <p>
        <EffectiveDays of={statement.effective} />
      </p>
      {statement.effect === "ex-tunc" && <p>{say("web.record.ex-tunc")}</p>}
      {statement.note !== undefined && (
        <p>
          <Foreign>{statement.note}</Foreign>
        </p>
      )}
      <p class="small">
        <Sentence
          code="web.record.history.by"
          author={<RecordLink kind="organisations" id={statement.author} short />}
          recorded={<Instant at={of.recorded} />}
          entry={<EntryLink index={of.index} />}
        />
        {statement.decided !== undefined && (
          <>
            {" "}
            <Sentence
              code="web.record.history.decided"
              date={<CivilDate date={statement.decided} />}
            />
          </>
        )}
      </p>
      {rest.length > 0 && statement.type !== own && statement.type !== "key" && (
        <details>
          <summary>{say("web.record.history.more")}</summary>
          <Members within={statement.type} of={statement.body} />
        </details>
      )}
    </li>
  );
}

function Events({ all, own }: { all: Stated[]; own: string }) {
  return (
    <ol class="history">
      {all.map((one) => (
        <Event key={one.index} of={one} own={own} />
      ))}
    </ol>
  );
}

// Entries that stand open; a long history has hundreds.
const NEWEST = 6;

export function History({ record, also = [] }: { record: WholeRecord; also?: Stated[] }) {
  const all = [...record.trail, ...also].sort((one, other) => other.index - one.index);
  const own = record.described.statement.type;
  const left = record.heads.length - record.trail.length;
  return (
    <section>
      <h2 id="history">{say("web.record.history")}</h2>
      <p class="small">{say("web.record.history.about")}</p>
      <Events all={all.length > NEWEST + 2 ? all.slice(0, NEWEST) : all} own={own} />
      {all.length > NEWEST + 2 && (
        <details class="older whole">
          <summary>{say("web.record.history.older", { count: all.length - NEWEST })}</summary>
          <Events all={all.slice(NEWEST)} own={own} />
        </details>
      )}
      {left > 0 && (
        <p class="small">
          <Sentence code="web.record.history.left" count={<Count>{left}</Count>} />
        </p>
      )}
    </section>
  );
}
