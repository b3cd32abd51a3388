// Addresses of records, which keep the day and the log size that a page is about.
import { href, query } from "../shell/router.ts";
import { isCivilDate, today } from "../language/dates.ts";
import type { Parameters } from "../api/client.ts";
import type { Kind } from "./kinds.ts";

// The log size asked for; null: as of now.
export function askedSize(): number | null {
  const asked = query.value.get("asOf");
  return asked !== null && /^[1-9]\d{0,9}$/.test(asked) ? Number(asked) : null;
}

// The day that the page is about.
export function askedDay(): string {
  const asked = query.value.get("on");
  return isCivilDate(asked) ? asked : today();
}

export function to(path: string, parameters: Parameters = {}): string {
  const { value } = query;
  return href(path, { ...parameters, on: value.get("on"), asOf: askedSize() });
}

export const recordPath = (kind: Kind, id: string): string =>
  `/${kind}/${encodeURIComponent(id)}`;
export const recordAddress = (kind: Kind, id: string): string => to(recordPath(kind, id));
export const entryAddress = (index: number): string => href(`/log/entries/${index}`);

// The check of a certificate at a market on the day of the page.
export function checkAddress(certificate: string, market?: string): string {
  const { value } = query;
  const on = value.get("on");
  return href("/", { certificate, market, on, asOf: askedSize() });
}
