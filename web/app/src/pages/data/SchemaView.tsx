// A schema: its sort in a line, its members below, others' on demand.
import { say } from "../../language/language.ts";
import { Foreign } from "../../parts/text.tsx";
import { boundsOf, kindOf, resolved, type Document, type Schema } from "./openapi.ts";
import { useState } from "preact/hooks";

export function SchemaLine({ schema }: { schema: Schema }) {
  const bounds = boundsOf(schema);
  return (
    <span dir="ltr" class="schema">
      <code>{kindOf(schema)}</code>
      {bounds.length > 0 && <span class="small"> {bounds.join(" · ")}</span>}
    </span>
  );
}

function inner(document: Document, schema: Schema): Schema {
  const known = resolved(document, schema);
  return known.type === "array" && known.items !== undefined ? inner(document, known.items) : known;
}

export function SchemaView({ document, schema }: { document: Document; schema: Schema }) {
  const known = inner(document, schema);
  const members = Object.entries(known.properties ?? {});
  const choices = known.oneOf ?? known.anyOf ?? known.allOf ?? [];
  if (members.length === 0 && choices.length === 0) return null;
  return (
    <dl class="members">
      {members.map(([name, member]) => (
        <>
          <dt>
            <bdi>
              <code>{name}</code>
            </bdi>
            {known.required?.includes(name) === true && (
              <span class="small"> {say("web.data.required")}</span>
            )}
          </dt>
          <dd>
            <SchemaLine schema={member} />
            {member.description !== undefined && (
              <div class="small">
                <Foreign lang="en">{member.description}</Foreign>
              </div>
            )}
            <Deeper document={document} schema={member} />
          </dd>
        </>
      ))}
      {choices.map((choice, at) => (
        <>
          <dt>{say("web.data.choice", { count: at + 1 })}</dt>
          <dd>
            <SchemaLine schema={choice} />
            <Deeper document={document} schema={choice} />
          </dd>
        </>
      ))}
    </dl>
  );
}

// Schemas name each other in circles: what is below comes when it is opened.
function Deeper({ document, schema }: { document: Document; schema: Schema }) {
  const [open, setOpen] = useState(false);
  const known = inner(document, schema);
  const has = known.properties ?? known.oneOf ?? known.anyOf ?? known.allOf;
  if (has === undefined) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say("web.data.members")}</summary>
      {open && <SchemaView document={document} schema={known} />}
    </details>
  );
}
