// Questions to the registry that served this page. Answers come in the language spoken.
import { language } from "../language/language.ts";
import { NOT_OURS, OFFLINE, Problem, problemOf } from "./problem.ts";

export interface Asked {
  signal?: AbortSignal | undefined;
  accept?: string;
  method?: "GET" | "POST";
  body?: BodyInit;
  type?: string;
}

export type Parameters = Record<string, string | number | boolean | null | undefined>;

// "/v1/certificates?q=…"; what is null, undefined or empty is left out.
export function target(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value != null && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

// One segment of a path. Certificate numbers have slashes.
export const segment = (text: string): string => encodeURIComponent(text);

export async function ask(address: string, asked: Asked = {}): Promise<Response> {
  const headers: Record<string, string> = {
    "Accept-Language": language.value,
    Accept: asked.accept ?? "application/json",
  };
  if (asked.type !== undefined) headers["Content-Type"] = asked.type;
  let response: Response;
  try {
    response = await fetch(address, {
      method: asked.method ?? "GET",
      headers,
      signal: asked.signal ?? null,
      body: asked.body ?? null,
    });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === "AbortError") throw thrown;
    throw new Problem({ code: OFFLINE });
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

export async function get<Answer>(address: string, signal?: AbortSignal): Promise<Answer> {
  return parsed<Answer>(await ask(address, { signal }));
}

export async function post<Answer>(
  address: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  const asked = { signal, method: "POST", type: "application/json" } as const;
  return parsed<Answer>(await ask(address, { ...asked, body: JSON.stringify(body) }));
}

async function parsed<Answer>(response: Response): Promise<Answer> {
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new Problem({ code: NOT_OURS, status: response.status });
  }
}
