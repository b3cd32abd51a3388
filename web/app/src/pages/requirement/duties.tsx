// The parts of a requirement: the ways to show that it is met, its demands, what must be marked.
import { say } from "../../language/language.ts";
import { Tag } from "../../parts/signs.tsx";
import { Table } from "../../parts/Table.tsx";
import { Count, Foreign, Identifier } from "../../parts/text.tsx";
import { Predicate, type PredicateOf } from "../../records/Predicate.tsx";
import { choice, label } from "../../records/words.ts";

interface Evidence {
  kind: string;
  timing: string;
  verifiedBy: string;
}

export interface Procedure {
  procedure: string;
  party: "first" | "third";
  when?: PredicateOf;
  alternatives?: { modules: string[] }[];
  presumption?: string;
  competence?: string;
  evidence?: Evidence[];
}

export interface Duty {
  requirement: string;
  market: string;
  act: string;
  sector: string;
  title: Record<string, string>;
  scope?: PredicateOf;
  exclusions?: { when: PredicateOf; why: string }[];
  displacedBy?: string[];
  procedures: Procedure[];
  atoms?: { atom: string; about: string; severity: number }[];
  markings?: { kind: string; what: string; languages?: string[]; timing: string }[];
}

const word = (within: string, member: string, value: string): string =>
  choice(within, member, value) ?? value;

function Way({ of }: { of: Procedure }) {
  const { alternatives = [], evidence = [] } = of;
  return (
    <li class="way">
      <p class="row">
        <strong>
          <Identifier>{of.procedure}</Identifier>
        </strong>
        <Tag tone="none">{say(`web.record.party.${of.party}`)}</Tag>
      </p>
      {of.when !== undefined && (
        <div class="small">
          {say("web.record.requirement.open-where")} <Predicate of={of.when} />
        </div>
      )}
      {alternatives.length > 0 && (
        <p>
          {say("web.record.requirement.modules")}{" "}
          <Identifier>
            {alternatives.map(({ modules }) => modules.join(" + ")).join(" / ")}
          </Identifier>
        </p>
      )}
      {of.presumption !== undefined && (
        <p class="small">{say("web.record.requirement.presumption")}</p>
      )}
      {evidence.length > 0 && (
        <ul>
          {evidence.map((one) => (
            <li key={one.kind}>
              {word("evidence", "kind", one.kind)}{" "}
              <span class="small">
                {word("evidence", "timing", one.timing)} ·{" "}
                {word("evidence", "verifiedBy", one.verifiedBy)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

export function Procedures({ of }: { of: Duty }) {
  return (
    <>
      <p class="small">{say("web.record.requirement.any-way")}</p>
      <ul class="ways-to-meet">
        {of.procedures.map((one) => (
          <Way key={one.procedure} of={one} />
        ))}
      </ul>
    </>
  );
}

export function Markings({ of }: { of: Duty }) {
  if (of.markings === undefined) return null;
  return (
    <section>
      <h2>{say("web.record.requirement.markings")}</h2>
      <ul>
        {of.markings.map((one, at) => (
          <li key={at}>
            <Foreign>{one.what}</Foreign>{" "}
            <span class="small">
              {word("markings", "timing", one.timing)}
              {one.languages !== undefined && (
                <>
                  {" · "}
                  <Identifier>{one.languages.join(", ")}</Identifier>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Atoms({ of }: { of: Duty }) {
  const { atoms = [] } = of;
  if (atoms.length === 0) return null;
  return (
    <section>
      <h2>{say("web.record.requirement.demands")}</h2>
      <Table
        caption={say("web.record.requirement.demands")}
        quiet
        file={`demands-${of.requirement}`}
        columns={[label("atoms", "atom"), label("atoms", "about"), label("atoms", "severity")]}
        rows={atoms.map((one) => [
          one.atom,
          { text: one.about, shown: <Foreign>{one.about}</Foreign> },
          { text: String(one.severity), shown: <Count>{one.severity}</Count> },
        ])}
      />
    </section>
  );
}
