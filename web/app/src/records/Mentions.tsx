// Records of other kinds that name this one: the first few of each, and the way to all of them.
import { get, target } from "../api/client.ts";
import { useLoaded } from "../api/loaded.ts";
import type { Listing } from "../api/types.ts";
import { language, say } from "../language/language.ts";
import { to } from "./address.ts";
import { Entry } from "./Entry.tsx";
import type { Kind } from "./kinds.ts";

export interface Mention {
  kind: Kind;
  // The filter of the list by which they are found.
  by: string;
  // A heading of its own; else what the kind is called.
  title: string;
  // Filters besides.
  also?: Record<string, string>;
}

const SHOWN = 4;

async function find(mention: Mention, id: string, signal: AbortSignal): Promise<Listing> {
  const address = target(`/v1/${mention.kind}`, {
    ...mention.also,
    [mention.by]: id,
    limit: SHOWN,
  });
  return get<Listing>(address, signal);
}

export function Mentioned({ mention, id }: { mention: Mention; id: string }) {
  const [loaded] = useLoaded(
    (signal) => find(mention, id, signal),
    [mention.kind, mention.by, id, language.value],
  );
  // A list that is not to be had is not shown as an empty one.
  if (loaded.state !== "ready" && loaded.state !== "stale") return null;
  const { items, next } = loaded.value;
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{mention.title}</h2>
      <ul class="entries">
        {items.map((record) => (
          <Entry key={record.id} kind={mention.kind} record={record} />
        ))}
      </ul>
      {next !== undefined && (
        <p>
          <a href={to(`/${mention.kind}`, { ...mention.also, [mention.by]: id })}>
            {say("web.record.all-of-them")}
          </a>
        </p>
      )}
    </section>
  );
}

export function Mentions({ of, id }: { of: Mention[]; id: string }) {
  return (
    <>
      {of.map((mention) => (
        <Mentioned key={`${mention.kind} ${mention.by}`} mention={mention} id={id} />
      ))}
    </>
  );
}
