// The clauses that a statement names for what a finding is about: of a decision on equivalence the
// row of the difference, of others the clauses that stand in them.
import type { Arguments } from "../api/types.ts";

export interface Statement {
  index: number;
  recorded: string;
  statement: {
    type: string;
    author: string;
    effective?: { from?: string; until?: string };
    basis?: { kind: string; source?: string; address?: string; row?: string };
    body?: Record<string, unknown>;
  };
}

export interface Clause {
  clause: string;
  text: string | null;
}

const MOST = 5;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function clauses(body: unknown, known: Arguments = {}): Clause[] {
  if (!isRecord(body)) return [];
  const found: Clause[] = [];
  const told = (one: Record<string, unknown>): void => {
    const clause = one["clause"];
    if (typeof clause !== "string") return;
    const text = one["delta"] ?? one["reason"];
    found.push({ clause, text: typeof text === "string" ? text : null });
  };
  const mapping = body["mapping"];
  if (Array.isArray(mapping)) {
    // Without a difference that is meant, a hundred rows would say nothing.
    mapping
      .filter(isRecord)
      .filter(({ atom }) => atom !== undefined && atom === known["atom"])
      .forEach(told);
    return found.slice(0, MOST);
  }
  told(body);
  for (const value of Object.values(body)) {
    if (Array.isArray(value)) value.filter(isRecord).forEach(told);
    else if (isRecord(value)) told(value);
  }
  return found.slice(0, MOST);
}
