// What the pages of the log ask for.
import { ask, get, target } from "../../api/client.ts";
import type { Fetch } from "../../proof/tiles.ts";

export interface Statement {
  type: string;
  id: string;
  author: string;
  basis?: { kind: string; source?: string; address?: string; row?: string; read?: string };
  effective?: { from?: string; until?: string; possiblyFrom?: string; possiblyUntil?: string };
  body?: Record<string, unknown>;
}

export interface Entry {
  index: number;
  recorded: string;
  digest: string;
  statement: Statement;
  signed?: string;
}

export interface Page {
  items: Entry[];
  next?: string;
}

export const PAGE = 25;

export async function octets(address: string, signal?: AbortSignal): Promise<Uint8Array> {
  const response = await ask(address, { signal, accept: "*/*" });
  return new Uint8Array(await response.arrayBuffer());
}

export const tileOf: Fetch = (path) => octets(`/log/${path}`);

// A page of the newest, newest first, ending before an entry.
export async function newest(before: number, signal: AbortSignal): Promise<Page> {
  const after = Math.max(0, before - PAGE);
  const limit = before - after;
  if (limit <= 0) return { items: [] };
  // The cursor of the interface is the number of the entry that the page begins with.
  const page = await get<Page>(target("/v1/statements", { after, limit }), signal);
  return { items: [...page.items].reverse() };
}

export function found(
  wanted: { type: string; author: string; after: string },
  signal: AbortSignal,
): Promise<Page> {
  return get(target("/v1/statements", { ...wanted, limit: PAGE }), signal);
}

export const entryOf = (index: number, signal: AbortSignal): Promise<Entry> =>
  get(`/v1/statements/${index}`, signal);

// The log's key, as the statement that founded it names it.
export async function foundingKey(signal: AbortSignal): Promise<string> {
  const founding = await entryOf(0, signal);
  const key = founding.statement.body?.["logKey"];
  return typeof key === "string" ? key : "";
}

// The header of a JWS in compact form: by which key it is signed.
export function headerOf(signed: string): Record<string, unknown> | null {
  try {
    const [first = ""] = signed.split(".");
    const padded = first.replaceAll("-", "+").replaceAll("_", "/");
    return JSON.parse(atob(padded)) as Record<string, unknown>;
  } catch {
    return null;
  }
}
