// The interface's own description of itself (OpenAPI 3.1), as far as this page renders it.
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  default?: unknown;
  description?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  example?: unknown;
}

export interface Parameter {
  name: string;
  in: "query" | "path" | "header";
  required?: boolean;
  description?: string;
  schema?: Schema;
}

type Content = Record<string, { schema?: Schema; example?: unknown }>;

export interface Reply {
  $ref?: string;
  description?: string;
  content?: Content;
  headers?: Record<string, unknown>;
}

export interface Operation {
  summary?: string;
  description?: string;
  operationId?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content?: Content };
  responses?: Record<string, Reply>;
}

export interface Document {
  info: { title: string; version: string; description?: string };
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema>; responses?: Record<string, Reply> };
}

export interface Route {
  method: "GET" | "POST";
  path: string;
  operation: Operation;
}

export interface Group {
  name: string;
  routes: Route[];
}

const METHODS = { get: "GET", post: "POST" } as const;

// Routes by their first tag, in the order in which the document names the tags.
export function groupsOf(document: Document): Group[] {
  const groups = new Map<string, Route[]>((document.tags ?? []).map(({ name }) => [name, []]));
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [name, method] of Object.entries(METHODS)) {
      const operation = item[name];
      if (operation === undefined) continue;
      const tag = operation.tags?.[0] ?? "";
      groups.set(tag, [...(groups.get(tag) ?? []), { method, path, operation }]);
    }
  }
  return [...groups].map(([name, routes]) => ({ name, routes })).filter((group) => group.routes.length > 0);
}

export function matches(route: Route, text: string): boolean {
  const { method, path, operation } = route;
  const all = `${method} ${path} ${operation.summary ?? ""} ${operation.operationId ?? ""}`;
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.toLowerCase().includes(word));
}

export const nameOfRef = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1);

export function resolved(document: Document, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  return document.components?.schemas?.[nameOfRef(schema.$ref)] ?? {};
}

export function replyOf(document: Document, reply: Reply): Reply {
  if (reply.$ref === undefined) return reply;
  return document.components?.responses?.[nameOfRef(reply.$ref)] ?? {};
}

// A schema in one line: what sort of value it is.
export function kindOf(schema: Schema): string {
  if (schema.$ref !== undefined) return nameOfRef(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const many = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (many !== undefined) return many.map(kindOf).join(schema.allOf === undefined ? " | " : " & ");
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : (schema.type ?? "any");
  if (type === "array") return `${kindOf(schema.items ?? {})}[]`;
  return schema.format === undefined ? type : `${type} (${schema.format})`;
}

// What else it must keep to.
export function boundsOf(schema: Schema): string[] {
  const bounds: string[] = [];
  if (schema.enum !== undefined) bounds.push(schema.enum.map(String).join(", "));
  if (schema.pattern !== undefined) bounds.push(schema.pattern);
  if (schema.minimum !== undefined) bounds.push(`≥ ${schema.minimum}`);
  if (schema.maximum !== undefined) bounds.push(`≤ ${schema.maximum}`);
  if (schema.default !== undefined) bounds.push(`= ${JSON.stringify(schema.default)}`);
  return bounds;
}

// A path parameter of this name may have slashes in it: it is the rest of the address.
const REST = "path";

export function addressOf(route: Route, values: Record<string, string>): string {
  const path = route.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = values[name] ?? "";
    return name === REST
      ? value.split("/").map(encodeURIComponent).join("/")
      : encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const parameter of route.operation.parameters ?? []) {
    const value = values[parameter.name] ?? "";
    if (parameter.in === "query" && value !== "") query.set(parameter.name, value);
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

export function curlOf(
  origin: string,
  route: Route,
  address: string,
  accept: string,
  body: { type: string; text: string } | null,
): string {
  const parts = ["curl", "-i"];
  if (accept !== "") parts.push("-H", quoted(`Accept: ${accept}`));
  if (route.method === "POST" && body !== null) {
    parts.push("-H", quoted(`Content-Type: ${body.type}`), "--data-binary", quoted(body.text));
  }
  parts.push(quoted(origin + address));
  return parts.join(" ");
}

// A body to begin with: the required members, each with a value of its sort.
const DEEPEST = 4;
export function exampleOf(document: Document, schema: Schema, depth = 0): unknown {
  const known = resolved(document, schema);
  if (known.example !== undefined) return known.example;
  if (known.default !== undefined) return known.default;
  if (known.enum !== undefined) return known.enum[0];
  const [first] = known.oneOf ?? known.anyOf ?? known.allOf ?? [];
  if (first !== undefined) return exampleOf(document, first, depth);
  const type = Array.isArray(known.type) ? known.type[0] : known.type;
  if (type === "array") {
    return depth > DEEPEST || known.items === undefined
      ? []
      : [exampleOf(document, known.items, depth + 1)];
  }
  if (type === "integer" || type === "number") return known.minimum ?? 0;
  if (type === "boolean") return true;
  if (type === "string") return known.pattern?.startsWith("^\\d{4}-\\d{2}") ? "2026-01-31" : "";
  const made: Record<string, unknown> = {};
  if (depth > DEEPEST) return made;
  for (const name of known.required ?? []) {
    made[name] = exampleOf(document, known.properties?.[name] ?? {}, depth + 1);
  }
  return made;
}
