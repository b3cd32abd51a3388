// A question put to this server, its answer as it came, and the same as a line for curl.
import { useState } from "preact/hooks";
import { number } from "../../language/dates.ts";
import { language, say } from "../../language/language.ts";
import { Field } from "../../parts/Field.tsx";
import { Tag } from "../../parts/signs.tsx";
import { Foreign, Identifier } from "../../parts/text.tsx";
import { addressOf, curlOf, exampleOf, type Document, type Route } from "./openapi.ts";

interface Told {
  status: number;
  text: string;
  headers: [string, string][];
  body: string;
  milliseconds: number;
  whole: boolean;
}

const MOST_SHOWN = 40_000;

function pretty(body: string, type: string): string {
  if (!/\bjson\b|\+json/.test(type) || type.includes("ndjson")) return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

async function asked(address: string, how: RequestInit): Promise<Told> {
  const start = performance.now();
  const response = await fetch(address, how);
  const body = pretty(await response.text(), response.headers.get("content-type") ?? "");
  return {
    status: response.status,
    text: response.statusText,
    headers: [...response.headers].sort(([left], [right]) => left.localeCompare(right)),
    body: body.slice(0, MOST_SHOWN),
    milliseconds: Math.round(performance.now() - start),
    whole: body.length <= MOST_SHOWN,
  };
}

export function TryIt({ document, route }: { document: Document; route: Route }) {
  const { operation, method } = route;
  const bodies = Object.entries(operation.requestBody?.content ?? {});
  const accepts = Object.keys(operation.responses?.["200"]?.content ?? {});
  const [values, setValues] = useState<Record<string, string>>({});
  const [accept, setAccept] = useState(accepts[0] ?? "*/*");
  const [type, setType] = useState(
    bodies.find(([name]) => name === "application/json")?.[0] ?? bodies[0]?.[0] ?? "",
  );
  const [body, setBody] = useState(() => firstBody(document, route, type));
  const [told, setTold] = useState<Told | "coming" | "failed" | null>(null);
  const address = addressOf(route, values);
  const sent = method === "POST" ? { type, text: body } : null;
  const send = async () => {
    setTold("coming");
    const headers: Record<string, string> = { Accept: accept, "Accept-Language": language.value };
    if (sent !== null) headers["Content-Type"] = type;
    try {
      setTold(await asked(address, { method, headers, ...(sent !== null && { body }) }));
    } catch {
      setTold("failed");
    }
  };
  return (
    <form
      class="try"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {(operation.parameters ?? []).map((parameter) => (
        <Field
          key={parameter.name}
          label={
            parameter.required === true
              ? `${parameter.name} (${say("web.data.required")})`
              : parameter.name
          }
          hint={parameter.description}
        >
          {(attributes) => (
            <input
              {...attributes}
              dir="ltr"
              required={parameter.required === true}
              value={values[parameter.name] ?? ""}
              onInput={(event) =>
                setValues({ ...values, [parameter.name]: event.currentTarget.value })
              }
            />
          )}
        </Field>
      ))}
      <Choice label="Accept" value={accept} options={accepts} choose={setAccept} />
      <Choice label="Content-Type" value={type} options={bodies.map(([name]) => name)} choose={setType} />
      {method === "POST" && (
        <Field label={say("web.data.body")}>
          {(attributes) => (
            <textarea
              {...attributes}
              dir="ltr"
              rows={8}
              spellcheck={false}
              value={body}
              onInput={(event) => setBody(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <div class="line">
        <Curl line={curlOf(location.origin, route, address, accept, sent)} />
        <button type="submit">{say("web.data.send")}</button>
      </div>
      <div role="status" class="told">
        {told === "coming" && say("web.state.loading")}
        {told === "failed" && say("web.problem.offline")}
        {told !== null && typeof told === "object" && <Answer told={told} />}
      </div>
    </form>
  );
}

function firstBody(document: Document, route: Route, type: string): string {
  const content = route.operation.requestBody?.content?.[type];
  if (content?.schema === undefined) return "";
  return JSON.stringify(content.example ?? exampleOf(document, content.schema), null, 2);
}

function Choice({
  label,
  value,
  options,
  choose,
}: {
  label: string;
  value: string;
  options: string[];
  choose: (value: string) => void;
}) {
  if (options.length < 2) return null;
  return (
    <Field label={label}>
      {(attributes) => (
        <select
          {...attributes}
          dir="ltr"
          value={value}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Curl({ line }: { line: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard?.writeText(line).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div class="curl">
      <pre dir="ltr" tabIndex={0} aria-label="curl">
        {line}
      </pre>
      <button type="button" class="quiet small" onClick={copy}>
        {say("web.data.copy")}
      </button>
      <span role="status" class="small">
        {copied ? say("web.data.copied") : ""}
      </span>
    </div>
  );
}

function Answer({ told }: { told: Told }) {
  const good = told.status < 400;
  return (
    <>
      <p class="row">
        <Tag tone={good ? "good" : "bad"}>{`\u2066${told.status} ${told.text}`.trim() + "\u2069"}</Tag>
        <span class="small">{say("web.data.took", { count: number(told.milliseconds) })}</span>
      </p>
      <details>
        <summary>{say("web.data.headers")}</summary>
        <dl>
          {told.headers.map(([name, value]) => (
            <>
              <dt>
                <Identifier code>{name}</Identifier>
              </dt>
              <dd>
                <Identifier code>{value}</Identifier>
              </dd>
            </>
          ))}
        </dl>
      </details>
      <pre class="answer" dir="ltr" tabIndex={0} aria-label={say("web.data.answer")}>
        {told.body}
      </pre>
      {!told.whole && <p class="small">{say("web.data.cut")}</p>}
    </>
  );
}

export function Described({ text }: { text: string | undefined }) {
  if (text === undefined || text === "") return null;
  return (
    <p>
      <Foreign lang="en">{text}</Foreign>
    </p>
  );
}
