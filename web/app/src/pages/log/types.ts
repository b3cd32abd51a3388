// The types of statements (docs/reference/statements.md), to choose from.
import { has, say } from "../../language/language.ts";

export const TYPES = [
  "founding", "constitution-change", "route-matrix", "audit-head", "economy", "area-membership",
  "organisation", "key", "key-revocation", "succession", "filing-obligation",
  "requirements-complete", "vault-batch", "legal-act", "requirement", "standard-edition",
  "citation", "formal-objection", "scheme", "level-scale", "difference", "classification-code",
  "accreditation", "arrangement-signatory", "accreditor-acceptance", "designation", "assessment",
  "run-off-rule", "status-change", "agreement", "deposit", "participation", "acceptance-act",
  "lawful-marketing-rule", "equivalence-decision", "certificate", "certificate-state",
  "product-type", "mandate", "licence", "transfer", "measure", "alert", "follow-up-count",
  "border-procedure", "holiday-calendar", "fee-schedule",
] as const;

export function typeName(type: string): string {
  const code = `type.${type}`;
  return has(code) ? say(code) : type;
}

// What a member of a statement is called; where nobody has named it, its own name in pieces.
export function memberName(member: string): string {
  const dashed = member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const code = `label.${dashed}`;
  return has(code) ? say(code) : dashed.replaceAll("-", " ");
}
