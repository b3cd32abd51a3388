// The legs of a route in the order in which they are asked, each with what weighs most of what was
// found on it.
import type { Bearing, Determination, Finding, Requirement, Route } from "../api/types.ts";

export const LEGS = [
  "authenticity",
  "entitlement",
  "coverage",
  "currency",
  "competence",
  "acceptance",
  "instrument",
  "presumption",
  "equivalence",
  "measures",
] as const;

const WEIGHT: Record<Bearing, number> = { fails: 4, open: 3, condition: 2, note: 1, holds: 0 };

export interface Link {
  leg: string;
  bearing: Bearing;
  // What decides the leg; the others follow.
  first: Finding;
  findings: Finding[];
}

// Notes say something beside the leg; one that holds is told by what holds.
const heavier = (a: Finding, b: Finding): number =>
  decisive(b.bearing) - decisive(a.bearing) || 0;
const decisive = (bearing: Bearing): number => Math.max(0, WEIGHT[bearing] - 1);

export function chain(findings: readonly Finding[]): Link[] {
  const order = [...LEGS, ...findings.map(({ leg }) => leg)];
  return [...new Set<string>(order)].flatMap((leg) => {
    const own = findings.filter((finding) => finding.leg === leg).sort(heavier);
    const first = own[0];
    if (first === undefined) return [];
    return [{ leg, bearing: first.bearing, first, findings: own }];
  });
}

// Legs that the matrix does not ask on this route.
export function notAsked(findings: readonly Finding[]): string[] {
  return LEGS.filter((leg) => !findings.some((finding) => finding.leg === leg));
}

// The findings that the verdict hangs on: of the best route of the worst requirement, or of the
// question as a whole.
export function reasons(answer: Determination): Finding[] {
  if (answer.verdict === "recognised") return [];
  const pulling = (finding: Finding) =>
    finding.bearing === "fails" || finding.bearing === "open";
  const whole = answer.findings.filter(pulling);
  if (whole.length > 0) return whole;
  const worst = answer.requirements.filter(({ outcome }) => outcome === answer.verdict);
  for (const requirement of worst) {
    const own = requirement.findings.filter(pulling);
    const route = (requirement.routes[0]?.findings ?? []).filter(pulling);
    const found = [...own, ...route].sort((a, b) => WEIGHT[b.bearing] - WEIGHT[a.bearing]);
    if (found.length > 0) return found;
  }
  return [];
}

// Requirements that say something about these goods, the worst first, and the others.
export function sorted(requirements: readonly Requirement[]): {
  applying: Requirement[];
  beside: Requirement[];
} {
  const beside = requirements.filter(({ outcome }) => outcome === "not-applicable");
  return { applying: requirements.filter((one) => !beside.includes(one)), beside };
}

export const routesOf = (requirement: Requirement): { best: Route | null; others: Route[] } => ({
  best: requirement.routes[0] ?? null,
  others: requirement.routes.slice(1),
});

export function notFound(answer: Determination): Finding | null {
  return answer.findings.find(({ code }) => code.startsWith("authenticity.not-found")) ?? null;
}
