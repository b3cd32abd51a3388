// The statements of the log: the newest first; those of a type or an author in the log's order.
import { useState } from "preact/hooks";
import { useLoaded } from "../../api/loaded.ts";
import { say } from "../../language/language.ts";
import { Field } from "../../parts/Field.tsx";
import { Empty, Shown } from "../../parts/states.tsx";
import { Instant, Identifier } from "../../parts/text.tsx";
import { change, href, query } from "../../shell/router.ts";
import { found, newest, PAGE, type Entry, type Page } from "./load.ts";
import { TYPES, typeName } from "./types.ts";

export function Statements({ size }: { size: number }) {
  const asked = query.value;
  const wanted = {
    type: asked.get("type") ?? "",
    author: asked.get("author") ?? "",
    after: asked.get("after") ?? "",
  };
  const filtered = wanted.type !== "" || wanted.author !== "";
  const before = Math.min(size, Number(asked.get("before") ?? size) || size);
  const [loaded, again] = useLoaded<Page>(
    (signal) => (filtered ? found(wanted, signal) : newest(before, signal)),
    [wanted.type, wanted.author, wanted.after, before, filtered],
  );
  return (
    <section>
      <h2>{say(filtered ? "web.log.found" : "web.log.newest")}</h2>
      <Filter type={wanted.type} author={wanted.author} />
      <Shown loaded={loaded} again={again}>
        {(page) =>
          page.items.length === 0 ? (
            <Empty>{say("web.log.none")}</Empty>
          ) : (
            <>
              <ol class="entries">
                {page.items.map((entry) => (
                  <EntryRow key={entry.index} entry={entry} />
                ))}
              </ol>
              <nav class="row" aria-label={say("web.log.pages")}>
                {filtered ? (
                  <Onward after={wanted.after} next={page.next} />
                ) : (
                  <Backward before={before} size={size} />
                )}
              </nav>
            </>
          )
        }
      </Shown>
    </section>
  );
}

function EntryRow({ entry }: { entry: Entry }) {
  const { statement } = entry;
  return (
    <li>
      <a href={href(`/log/entries/${entry.index}`)}>
        <span class="number">
          <Identifier>{String(entry.index)}</Identifier>
        </span>
        <span class="what">
          <strong>{typeName(statement.type)}</strong>{" "}
          <Identifier>{statement.id}</Identifier>
        </span>
        <span class="small">
          <Identifier>{statement.author}</Identifier> · <Instant at={entry.recorded} />
        </span>
      </a>
    </li>
  );
}

function Filter({ type, author }: { type: string; author: string }) {
  const [by, setBy] = useState(author);
  const types = [...TYPES].sort((left, right) => typeName(left).localeCompare(typeName(right)));
  return (
    <form
      class="filter screen"
      onSubmit={(event) => {
        event.preventDefault();
        change({ author: by.trim(), after: null, before: null });
      }}
    >
      <Field label={say("web.log.type")}>
        {(attributes) => (
          <select
            {...attributes}
            value={type}
            onChange={(event) =>
              change({ type: event.currentTarget.value, after: null, before: null })
            }
          >
            <option value="">{say("web.log.every-type")}</option>
            {types.map((one) => (
              <option key={one} value={one}>
                {typeName(one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say("web.log.author")}>
        {(attributes) => (
          <input
            {...attributes}
            value={by}
            autocapitalize="none"
            spellcheck={false}
            onInput={(event) => setBy(event.currentTarget.value)}
          />
        )}
      </Field>
      <button type="submit">{say("web.log.filter")}</button>
    </form>
  );
}

function Backward({ before, size }: { before: number; size: number }) {
  const older = before - PAGE;
  const newer = Math.min(size, before + PAGE);
  const here = (to: number) => href("/log", to >= size ? {} : { before: to });
  return (
    <>
      {before < size && <a href={here(newer)}>{say("web.log.newer")}</a>}
      {older > 0 && <a href={here(older)}>{say("web.log.older")}</a>}
    </>
  );
}

function Onward({ after, next }: { after: string; next: string | undefined }) {
  const { type = "", author = "" } = Object.fromEntries(query.value);
  return (
    <>
      {after !== "" && <a href={href("/log", { type, author })}>{say("web.log.from-start")}</a>}
      {next !== undefined && (
        <a href={href("/log", { type, author, after: next })}>{say("web.log.more")}</a>
      )}
    </>
  );
}
