// Civil dates ("2024-05-01") and instants as people write them. Calendar dates have no time zone,
// and none is put on them.
import { locale } from "./language.ts";

const CIVIL = /^\d{4}-\d{2}-\d{2}$/;

export function isCivilDate(text: string | null | undefined): text is string {
  return text != null && CIVIL.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

export function today(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function civilDate(date: string, style: "long" | "medium" | "short" = "long"): string {
  if (!isCivilDate(date)) return date;
  const instant = new Date(`${date}T00:00:00Z`);
  const text = new Intl.DateTimeFormat(locale(), { dateStyle: style, timeZone: "UTC" }).format(instant);
  // "2022 г." with its full stop would end sentences twice.
  return text.replace(/\s?г\.$/, "");
}

export function instant(text: string): string {
  const parsed = Date.parse(text);
  if (Number.isNaN(parsed)) return text;
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "long" }).format(
    new Date(parsed),
  );
}

export const number = (value: number): string => new Intl.NumberFormat(locale()).format(value);

// Days from one civil date to another.
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86400e3);
}

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86400e3).toISOString().slice(0, 10);
}

// "EAL2, ALC_FLR.2 and AVA_VAN.3", each with its own direction.
export function list(items: readonly string[]): string {
  const isolated = items.map((item) => `\u2068${item}\u2069`);
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(isolated);
}
