// Questions of a search: lists with facets, several kinds at once. Not every registry counts; what
// is not offered is left out, and the rest works.
import { get, target, type Parameters } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import type { Listing, Resource } from "../../api/types.ts";
import { KINDS, isKind, type Kind } from "../../records/kinds.ts";
import { inTurns } from "../../records/load.ts";

export interface Facet {
  facet: string;
  values: { value: string; label?: string; count: number }[];
  others?: { values: number; count: number };
}

export interface Found extends Listing {
  // Absent where the registry counts nothing.
  found?: { total: number; exact: boolean; facets: Facet[] };
}

// The facets of kinds that have some, in the order in which people ask.
const FACETS: Partial<Record<Kind, string[]>> = {
  certificates: ["state", "scheme", "body", "economy", "sector", "category", "editions", "year"],
  organisations: ["roles", "economy"],
  standards: ["publisher", "state"],
  measures: ["market", "kind", "stage"],
  alerts: ["origin"],
};

const PAGE = 20;
const NOT_OFFERED = ["request.parameter", "resource.facet"];
const isNotOffered = (thrown: unknown): boolean =>
  thrown instanceof Problem && NOT_OFFERED.includes(thrown.code);

export async function find(
  kind: Kind,
  asked: { q: string; filters: Parameters; after?: string },
  signal: AbortSignal,
): Promise<Found> {
  const { q, filters, after } = asked;
  const plain = { ...filters, q, limit: PAGE, after };
  const facets = after === undefined ? FACETS[kind]?.join(",") : undefined;
  if (facets === undefined) return get<Found>(target(`/v1/${kind}`, plain), signal);
  try {
    return await get<Found>(target(`/v1/${kind}`, { ...plain, facets }), signal);
  } catch (thrown) {
    if (!isNotOffered(thrown)) throw thrown;
    return get<Found>(target(`/v1/${kind}`, plain), signal);
  }
}

export interface OfKind {
  kind: Kind;
  // Absent: nobody counted.
  total?: number;
  items: { id: string; label?: string; number?: string; record?: Resource }[];
  more: boolean;
}

export interface Everything {
  exact: boolean;
  kinds: OfKind[];
}

interface Counted {
  exact: boolean;
  kinds: { kind: string; total: number; items: OfKind["items"] }[];
}

const FEW = 3;

// What every kind has for some words: in one answer, or kind by kind.
export async function findEverywhere(q: string, signal: AbortSignal): Promise<Everything> {
  try {
    const { exact, kinds } = await get<Counted>(target("/v1/search", { q, limit: 5 }), signal);
    return {
      exact,
      kinds: kinds.flatMap(({ kind, total, items }) =>
        isKind(kind) ? [{ kind, total, items, more: total > items.length }] : [],
      ),
    };
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.document.status !== 404) throw thrown;
  }
  const kinds = await inTurns(KINDS, 4, async (kind): Promise<OfKind> => {
    const { items, next } = await get<Listing>(target(`/v1/${kind}`, { q, limit: FEW }), signal);
    const shown = items.map((record) => ({ id: record.id, record }));
    return { kind, items: shown, more: next !== undefined };
  });
  return { exact: true, kinds: kinds.filter(({ items }) => items.length > 0) };
}

// Parameters of a page that are no filters of its list.
const APART = new Set(["q", "kind", "lang", "on", "asOf", "after", "limit", "facets", "product"]);

export function filtersIn(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...query].filter(([name, value]) => !APART.has(name) && value !== ""));
}

// Filters that are offered where nobody counts, by what their values come from.
export const PLAIN: Partial<Record<Kind, Record<string, Kind | "roles">>> = {
  certificates: { scheme: "schemes" },
  organisations: { economy: "economies", roles: "roles" },
  agreements: { parties: "economies" },
  acts: { market: "economies" },
  "equivalence-decisions": { market: "economies" },
  measures: { market: "economies" },
  alerts: { origin: "economies" },
};

export const ROLES = [
  "authority",
  "designating-authority",
  "accreditation-body",
  "conformity-assessment-body",
  "laboratory",
  "manufacturer",
  "importer",
  "standards-body",
  "scheme-owner",
];
