// The list of one kind: how many, narrowed by what, and more of it on request.
import { useEffect, useState } from "preact/hooks";
import { useLoaded } from "../../api/loaded.ts";
import { Problem } from "../../api/problem.ts";
import type { Resource } from "../../api/types.ts";
import { language, say } from "../../language/language.ts";
import { Sentence } from "../../language/Sentence.tsx";
import { Empty, ProblemNote, Shown } from "../../parts/states.tsx";
import { Foreign } from "../../parts/text.tsx";
import { href } from "../../shell/router.ts";
import { Entry } from "../../records/Entry.tsx";
import type { Kind } from "../../records/kinds.ts";
import { find, type Found } from "./finding.ts";
import { Chosen, dividingOf, Facets, PlainFilters } from "./Narrow.tsx";

// Pages behind the first one. They are dropped when another question is asked.
function useMore(kind: Kind, q: string, filters: Record<string, string>, first: Found) {
  const [items, setItems] = useState<Resource[]>([]);
  const [next, setNext] = useState(first.next);
  const [state, setState] = useState<"idle" | "loading">("idle");
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    setItems([]);
    setNext(first.next);
    setProblem(null);
  }, [first]);
  const more = async (): Promise<void> => {
    if (next === undefined) return;
    setState("loading");
    setProblem(null);
    try {
      const page = await find(kind, { q, filters, after: next }, new AbortController().signal);
      setItems((before) => [...before, ...page.items]);
      setNext(page.next);
    } catch (thrown) {
      setProblem(
        thrown instanceof Problem ? thrown : new Problem({ code: "web.problem.unexpected" }),
      );
    }
    setState("idle");
  };
  return { items, next, state, problem, more };
}

function Results(props: { kind: Kind; q: string; filters: Record<string, string>; first: Found }) {
  const { kind, q, filters, first } = props;
  const { items, next, state, problem, more } = useMore(kind, q, filters, first);
  const all = [...first.items, ...items];
  const { found } = first;
  if (all.length === 0) return <Nothing kind={kind} q={q} filters={filters} />;
  return (
    <>
      <p class="result-count" role="status">
        {found === undefined
          ? say(next === undefined ? "web.find.shown" : "web.find.shown-first", {
              count: all.length,
            })
          : say(found.exact ? "web.find.total" : "web.find.at-least", {
              count: found.total,
              shown: all.length,
            })}
      </p>
      <ul class="entries">
        {all.map((record) => (
          <Entry key={record.id} kind={kind} record={record} />
        ))}
      </ul>
      {problem !== null && <ProblemNote problem={problem} again={() => void more()} />}
      {next !== undefined && problem === null && (
        <p class="more">
          <button
            type="button"
            class="quiet"
            disabled={state === "loading"}
            onClick={() => void more()}
          >
            {say(state === "loading" ? "web.state.loading" : "web.find.more")}
          </button>
        </p>
      )}
    </>
  );
}

function Nothing(props: { kind: Kind; q: string; filters: Record<string, string> }) {
  const { kind, q, filters } = props;
  const narrowed = Object.keys(filters).length > 0;
  return (
    <Empty>
      <p>
        {q === "" ? (
          say("web.find.nothing")
        ) : (
          <Sentence code="web.find.nothing-for" q={<Foreign>{q}</Foreign>} />
        )}
      </p>
      <p>{say("web.record.not-here.not-invalid")}</p>
      <ul>
        {narrowed && (
          <li>
            <a href={href(`/${kind}`, { q })}>{say("web.find.without-filters")}</a>
          </li>
        )}
        {q !== "" && (
          <li>
            <a href={href("/search", { q })}>{say("web.find.every-kind")}</a>
          </li>
        )}
      </ul>
    </Empty>
  );
}

export function List({
  kind,
  q,
  filters,
}: {
  kind: Kind;
  q: string;
  filters: Record<string, string>;
}) {
  const [loaded, again] = useLoaded(
    (signal) => find(kind, { q, filters }, signal),
    [kind, q, JSON.stringify(filters), language.value],
  );
  const found =
    loaded.state === "ready" || loaded.state === "stale" ? loaded.value.found : undefined;
  // Beside the list where there is something to choose.
  const beside = found !== undefined && dividingOf(found.facets, filters).length > 0;
  return (
    <div class={beside ? "finding" : "finding plain"}>
      <div class="narrow">
        <Chosen kind={kind} filters={filters} />
        {found === undefined ? (
          <PlainFilters kind={kind} filters={filters} />
        ) : (
          <Facets kind={kind} facets={found.facets} filters={filters} exact={found.exact} />
        )}
      </div>
      <div class="results">
        <Shown loaded={loaded} again={again}>
          {(first) => <Results kind={kind} q={q} filters={filters} first={first} />}
        </Shown>
      </div>
    </div>
  );
}
