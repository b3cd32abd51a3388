// Every route of the interface, by group, as its own description tells it.
import { useState } from "preact/hooks";
import { get } from "../../api/client.ts";
import { useLoaded } from "../../api/loaded.ts";
import { has, say } from "../../language/language.ts";
import { Empty, Shown } from "../../parts/states.tsx";
import { Field } from "../../parts/Field.tsx";
import { Foreign, Identifier } from "../../parts/text.tsx";
import { groupsOf, matches, replyOf, type Document, type Route } from "./openapi.ts";
import { SchemaLine, SchemaView } from "./SchemaView.tsx";
import { Described, TryIt } from "./TryIt.tsx";

export function Reference() {
  const [loaded, again] = useLoaded<Document>((signal) => get("/openapi.json", signal), []);
  return (
    <section class="reference">
      <h2>{say("web.data.interface")}</h2>
      <p>{say("web.data.interface-about")}</p>
      <p>
        <a href="/openapi.json">/openapi.json</a>
      </p>
      <Shown loaded={loaded} again={again}>
        {(document) => <Groups document={document} />}
      </Shown>
    </section>
  );
}

function groupName(name: string): string {
  const code = `web.data.group.${name}`;
  return has(code) ? say(code) : name;
}

function Groups({ document }: { document: Document }) {
  const [text, setText] = useState("");
  const groups = groupsOf(document)
    .map((group) => ({ ...group, routes: group.routes.filter((route) => matches(route, text)) }))
    .filter((group) => group.routes.length > 0);
  return (
    <>
      <Field label={say("web.data.find")}>
        {(attributes) => (
          <input
            {...attributes}
            type="search"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      {groups.length === 0 && <Empty>{say("web.data.none")}</Empty>}
      {groups.map((group) => (
        <section key={group.name} class="group">
          <h3>{groupName(group.name)}</h3>
          {group.routes.map((route) => (
            <RouteRow key={`${route.method} ${route.path}`} document={document} route={route} />
          ))}
        </section>
      ))}
    </>
  );
}

function RouteRow({ document, route }: { document: Document; route: Route }) {
  const [open, setOpen] = useState(false);
  const { operation, method, path } = route;
  return (
    <details class="route said" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class={`method ${method.toLowerCase()}`}>{method}</span>{" "}
        <Identifier code>{path}</Identifier>{" "}
        <span class="small">
          <Foreign lang="en">{operation.summary}</Foreign>
        </span>
      </summary>
      {open && (
        <div class="route-inside">
          <Described text={operation.description} />
          <h4>{say("web.data.try")}</h4>
          <TryIt document={document} route={route} />
          <Parameters route={route} />
          <Bodies document={document} route={route} />
          <Replies document={document} route={route} />
        </div>
      )}
    </details>
  );
}

function Parameters({ route }: { route: Route }) {
  const parameters = route.operation.parameters ?? [];
  if (parameters.length === 0) return null;
  return (
    <details class="more">
      <summary>{say("web.data.parameters")}</summary>
      <dl class="members">
        {parameters.map((parameter) => (
          <>
            <dt>
              <Identifier code>{parameter.name}</Identifier>
              {parameter.required === true && (
                <span class="small"> {say("web.data.required")}</span>
              )}
            </dt>
            <dd>
              <SchemaLine schema={parameter.schema ?? {}} />
              {parameter.description !== undefined && (
                <div class="small">
                  <Foreign lang="en">{parameter.description}</Foreign>
                </div>
              )}
            </dd>
          </>
        ))}
      </dl>
    </details>
  );
}

function Bodies({ document, route }: { document: Document; route: Route }) {
  const bodies = Object.entries(route.operation.requestBody?.content ?? {});
  if (bodies.length === 0) return null;
  return (
    <details class="more">
      <summary>{say("web.data.body")}</summary>
      {bodies.map(([type, { schema }]) => (
        <div key={type}>
          <p>
            <Identifier code>{type}</Identifier> {schema && <SchemaLine schema={schema} />}
          </p>
          {schema && <SchemaView document={document} schema={schema} />}
        </div>
      ))}
    </details>
  );
}

function Replies({ document, route }: { document: Document; route: Route }) {
  return (
    <details class="more">
      <summary>{say("web.data.answers")}</summary>
      <dl class="members">
        {Object.entries(route.operation.responses ?? {}).map(([status, told]) => {
          const reply = replyOf(document, told);
          return (
            <>
              <dt>
                <Identifier code>{status}</Identifier>
              </dt>
              <dd>
                <Foreign lang="en">{reply.description}</Foreign>
                {Object.entries(reply.content ?? {}).map(([type, { schema }]) => (
                  <div key={type}>
                    <Identifier code>{type}</Identifier> {schema && <SchemaLine schema={schema} />}
                    {schema && <SchemaView document={document} schema={schema} />}
                  </div>
                ))}
              </dd>
            </>
          );
        })}
      </dl>
    </details>
  );
}
