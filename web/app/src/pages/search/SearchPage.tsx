// One box over everything on file. With a kind it is the list of that kind.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useLoaded } from "../../api/loaded.ts";
import { language, say } from "../../language/language.ts";
import { Sentence } from "../../language/Sentence.tsx";
import { Empty, Shown } from "../../parts/states.tsx";
import { Count, Foreign, Identifier } from "../../parts/text.tsx";
import { Title } from "../../parts/Title.tsx";
import { change, go, href, path, query } from "../../shell/router.ts";
import type { PageProps } from "../index.ts";
import { recordAddress } from "../../records/address.ts";
import { Entry } from "../../records/Entry.tsx";
import { KINDS, isKind, type Kind } from "../../records/kinds.ts";
import { nameOfKind } from "../../records/words.ts";
import { filtersIn, findEverywhere, type OfKind } from "./finding.ts";
import { List } from "./List.tsx";
import "./search.css";
import "../../records/records.css";

function Box({ q, kind }: { q: string; kind: Kind | null }) {
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  const submit = (event: Event): void => {
    event.preventDefault();
    change({ q: typed.trim(), after: null }, "push");
  };
  return (
    <form class="search-box" role="search" onSubmit={submit}>
      <label class="grow">
        <span>{say(kind === null ? "web.find.box" : "web.find.box-kind")}</span>
        <input
          type="search"
          name="q"
          value={typed}
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
      <label>
        <span>{say("web.find.kind")}</span>
        <select
          value={kind ?? ""}
          onChange={({ currentTarget }) => goTo(currentTarget.value, typed)}
        >
          <option value="">{say("web.find.everything")}</option>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {nameOfKind(one)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{say("web.find.search")}</button>
    </form>
  );
}

function goTo(kind: string, q: string): void {
  go(href(kind === "" ? "/search" : `/${kind}`, { q: q.trim() }), "push");
}

function Kinds() {
  return (
    <>
      <h2>{say("web.find.browse")}</h2>
      <ul class="kinds">
        {KINDS.map((kind) => (
          <li key={kind}>
            <a href={href(`/${kind}`)}>
              <strong>{nameOfKind(kind)}</strong>
              <span class="small">{say(`web.find.about.${kind}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Group({ of, q, exact }: { of: OfKind; q: string; exact: boolean }) {
  const { kind, total, items, more } = of;
  return (
    <section class="found-kind">
      <h2>
        {nameOfKind(kind)}{" "}
        {total !== undefined && (
          <span class="count">
            <Count>{total}</Count>
            {!exact && "+"}
          </span>
        )}
      </h2>
      <ul class="entries">
        {items.map((item) =>
          item.record !== undefined ? (
            <Entry key={item.id} kind={kind} record={item.record} />
          ) : (
            <li class="entry" key={item.id}>
              <a href={recordAddress(kind, item.id)}>
                <Foreign>{item.label ?? item.number ?? item.id}</Foreign>
                {(item.label ?? item.number ?? item.id) !== (item.number ?? item.id) && (
                  <span class="entry-id">
                    <Identifier>{item.number ?? item.id}</Identifier>
                  </span>
                )}
              </a>
            </li>
          ),
        )}
      </ul>
      {more && (
        <p>
          <a href={href(`/${kind}`, { q })}>{say("web.record.all-of-them")}</a>
        </p>
      )}
    </section>
  );
}

function Everywhere({ q }: { q: string }) {
  const [loaded, again] = useLoaded((signal) => findEverywhere(q, signal), [q, language.value]);
  return (
    <Shown loaded={loaded} again={again}>
      {({ exact, kinds }) =>
        kinds.length === 0 ? (
          <Empty>
            <p>
              <Sentence code="web.find.nothing-for" q={<Foreign>{q}</Foreign>} />
            </p>
            <p>{say("web.record.not-here.not-invalid")}</p>
          </Empty>
        ) : (
          <>
            <p class="hidden" role="status">
              {say("web.find.in-kinds", { count: kinds.length })}
            </p>
            {kinds.map((of) => (
              <Group key={of.kind} of={of} q={q} exact={exact} />
            ))}
          </>
        )
      }
    </Shown>
  );
}

export default function SearchPage({
  rest,
  children,
}: PageProps & {
  // What a list of one kind has of its own.
  children?: ComponentChildren;
}) {
  const named = query.value.get("kind");
  const kind = isKind(rest) ? rest : isKind(named) ? named : null;
  const q = query.value.get("q") ?? "";
  // "/search?kind=…" and "/{kind}" are one view, whose address is the shorter one.
  useEffect(() => {
    if (path.value === "/search" && isKind(named)) {
      go(href(`/${named}`, { ...Object.fromEntries(query.value), kind: null }), "replace");
    }
  }, [named]);
  return (
    <>
      <Title name={kind === null ? say("web.find.title") : nameOfKind(kind)} />
      {kind === null && q === "" && <p class="lede">{say("web.find.about")}</p>}
      <Box q={q} kind={kind} />
      {children}
      {kind !== null ? (
        <List kind={kind} q={q} filters={filtersIn(query.value)} />
      ) : q === "" ? (
        <Kinds />
      ) : (
        <Everywhere q={q} />
      )}
    </>
  );
}
