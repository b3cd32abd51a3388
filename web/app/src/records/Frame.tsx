// The page of any record: what it is called, the day and the size of the log that it is about, what
// its kind has to show, who said so, and what became of it.
import type { ComponentChildren } from "preact";
import { today } from "../language/dates.ts";
import { language, say } from "../language/language.ts";
import { Sentence } from "../language/Sentence.tsx";
import { useLoaded } from "../api/loaded.ts";
import { Field } from "../parts/Field.tsx";
import { Print, Share } from "../parts/Share.tsx";
import { ProblemNote, Shown } from "../parts/states.tsx";
import { CivilDate, Count, Foreign, Identifier } from "../parts/text.tsx";
import { Title } from "../parts/Title.tsx";
import { change, href } from "../shell/router.ts";
import { askedDay, askedSize } from "./address.ts";
import { Called } from "./Called.tsx";
import { BasisSection } from "./Basis.tsx";
import { History } from "./History.tsx";
import type { Kind } from "./kinds.ts";
import { loadRecord, type Stated, type WholeRecord } from "./load.ts";
import { nameOf, namesOf, remember } from "./names.ts";
import { nameOfOne } from "./words.ts";
import "./records.css";

function OtherNames({ record, shown }: { record: WholeRecord; shown: (string | undefined)[] }) {
  const others = namesOf(record.body).filter((name) => !shown.includes(name.text));
  if (others.length === 0) return null;
  return (
    <p class="other-names">
      {others.map((name) => (
        <Foreign key={name.lang} {...(name.lang && { lang: name.lang })}>
          {name.text}
        </Foreign>
      ))}
    </p>
  );
}

// The day it is about and the log it is read from; both can be changed, and stand in the address.
export function AsOfBar({ log }: { log: { origin: string; size: number } }) {
  const day = askedDay();
  const pinned = askedSize() !== null;
  return (
    <details class="as-of said">
      <summary>
        <Sentence
          code="web.record.as-of"
          date={<CivilDate date={day} />}
          size={<Count>{log.size}</Count>}
          origin={<Identifier>{log.origin}</Identifier>}
        />
      </summary>
      <div class="row">
        <Field label={say("web.record.as-of.day")}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              value={day}
              onChange={({ currentTarget: { value } }) =>
                change({ on: value === today() ? null : value })
              }
            />
          )}
        </Field>
        <Field label={say("web.record.as-of.size")} hint={say("web.record.as-of.size.hint")}>
          {(attributes) => (
            <input
              {...attributes}
              type="number"
              min="1"
              inputMode="numeric"
              value={pinned ? log.size : ""}
              onChange={({ currentTarget: { value } }) => change({ asOf: value })}
            />
          )}
        </Field>
      </div>
    </details>
  );
}

// Not here: which says nothing about whether it is good.
function NotHere({ kind, id }: { kind: Kind; id: string }) {
  return (
    <>
      <Title name={say("web.record.not-here")} />
      <div class="note open">
        <p>
          <Sentence code="web.record.not-here.about" id={<Identifier>{id}</Identifier>} />
        </p>
        <p>{say("web.record.not-here.not-invalid")}</p>
        <p>
          <a href={href(`/${kind}`, { q: id })}>{say("web.record.not-here.search")}</a>
        </p>
      </div>
    </>
  );
}

export function RecordPage({
  kind,
  id,
  children,
  also,
  status,
}: {
  kind: Kind;
  id: string;
  status?: (record: WholeRecord) => ComponentChildren;
  children: (record: WholeRecord) => ComponentChildren;
  // Statements for its history that its trail does not hold.
  also?: (record: WholeRecord) => Stated[];
}) {
  const size = askedSize();
  const [loaded, again] = useLoaded(
    async (signal) => {
      const record = await loadRecord(kind, id, size, signal);
      remember(kind, record.id, record.body);
      return record;
    },
    [kind, id, size, language.value],
  );
  if (loaded.state === "failed") {
    const { document } = loaded.problem;
    if (document.status === 404) return <NotHere kind={kind} id={id} />;
    return (
      <>
        <Title name={id} />
        <ProblemNote problem={loaded.problem} again={again} />
      </>
    );
  }
  return (
    <Shown loaded={loaded} again={again}>
      {(record) => {
        const name = nameOf(record.body);
        return (
          <div class="record">
            <p class="kind">
              <a href={href(`/${kind}`)}>{nameOfOne(kind)}</a>
            </p>
            <Title name={name?.text ?? record.id}>
              {name === null ? <Identifier>{record.id}</Identifier> : <Called name={name} />}
            </Title>
            {name !== null && name.text !== record.id && (
              <p class="number">
                <Identifier>{record.id}</Identifier>
              </p>
            )}
            <OtherNames record={record} shown={[name?.text, name?.beside?.text]} />
            {status?.(record)}
            <div class="record-bar">
              <AsOfBar log={record.log} />
              <p class="row actions">
                <Share title={name?.text ?? record.id} />
                <Print />
              </p>
            </div>
            {children(record)}
            <BasisSection of={record.described} />
            <History record={record} {...(also && { also: also(record) })} />
          </div>
        );
      }}
    </Shown>
  );
}
