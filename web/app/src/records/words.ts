// The words under which people read what statements are made of. The codes are made by the rule by
// which the server's own pages make them; what has no word is shown as it is.
import { has, say } from "../language/language.ts";
import type { Kind } from "./kinds.ts";

const kebab = (member: string): string =>
  member.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);

const APART: Record<string, string> = {
  "act.deposit": "label.deposit-act",
  "deposit.act": "label.deposit-act",
  "identifiers.scheme": "label.numbering",
  "procedures.party": "label.procedure-party",
  "founding.origin": "label.log-origin",
  "follow-up-count.products": "label.products-acted-on",
  "status-change.subject": "label.subject-statement",
};

const word = (code: string, otherwise: string): string => (has(code) ? say(code) : otherwise);

export function label(within: string, member: string): string {
  const plain = kebab(member);
  return word(APART[`${within}.${member}`] ?? `label.${plain}`, plain.replaceAll("-", " "));
}

// Members whose choices have their words already, as the answers of determinations use them.
const FAMILIES: Record<string, string> = {
  timing: "timing.",
  route: "route.",
  artefact: "artefact.",
  artefacts: "artefact.",
  legalEffect: "legal-effect.",
};

const CHOICES = new Set([
  ...Object.keys(FAMILIES),
  ...["change", "competence", "custody", "effect", "events", "extent", "kind", "lateSurveillance"],
  ...["mainScope", "need", "outcome", "phase", "presumption", "purpose", "role", "roles", "rule"],
  ...["stage", "state", "verdict", "verifiedBy", "class", "confidentiality"],
]);
// Choices only where they stand in these.
const CHOICES_WITHIN = new Set([
  "procedures.party",
  "deposit.act",
  "succession.scope",
  "traders.role",
]);

// The word for a choice; null where the member is none.
export function choice(within: string, member: string, value: string): string | null {
  if (!CHOICES.has(member) && !CHOICES_WITHIN.has(`${within}.${member}`)) return null;
  if (/^R\d$/.test(value)) return `${value} · ${word(`route.${value}`, value)}`;
  // Who verifies, and what is shown, are names of their author's choosing; common ones have words.
  const plain = word(`web.record.word.${value}`, value.replaceAll("-", " "));
  return word((FAMILIES[member] ?? "choice.") + value, plain);
}

export const nameOfType = (type: string): string =>
  word(`type.${type}`, type.replaceAll("-", " "));
export const nameOfKind = (kind: Kind): string =>
  word(`kind.${kind}`, kind.replaceAll("-", " "));
export const nameOfOne = (kind: Kind): string => word(`one.${kind}`, kind.replaceAll("-", " "));

// A product group, a category of a scheme: names of their own where the catalogue has one.
export const nameOfSector = (sector: string): string =>
  word(`web.sector.${sector}`, sector.replaceAll("-", " "));
