// An identifier as a link to its record, by its name where it has one on file.
import { Identifier } from "../parts/text.tsx";
import { entryAddress, recordAddress } from "./address.ts";
import { Called } from "./Called.tsx";
import type { Kind } from "./kinds.ts";
import { nameOf, recordNamed } from "./names.ts";
import { say } from "../language/language.ts";

export function RecordLink({
  kind,
  id,
  short,
}: {
  kind: Kind;
  id: string;
  // The name alone, without the identifier beside it.
  short?: boolean;
}) {
  const found = recordNamed(kind, id).value;
  // A name as it was printed, or of something that is not on file here.
  if (found === null) return <Identifier>{id}</Identifier>;
  const name = found === undefined ? null : nameOf(found);
  const named = name !== null && name.text !== id;
  return (
    <>
      <a href={recordAddress(kind, id)}>
        {named ? <Called name={name} /> : <Identifier>{id}</Identifier>}
      </a>
      {named && short !== true && (
        <>
          {" "}
          <span class="small">
            <Identifier>{id}</Identifier>
          </span>
        </>
      )}
    </>
  );
}

export function EntryLink({ index }: { index: number }) {
  return (
    <a
      class="entry-number"
      href={entryAddress(index)}
      aria-label={say("web.record.entry", { index: String(index) })}
    >
      <bdi>#{index}</bdi>
    </a>
  );
}
