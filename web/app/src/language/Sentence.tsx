import type { ComponentChild } from "preact";
import { parts, type Plain } from "./language.ts";

// A message whose values may be elements:
// <Sentence code="web.answer.not-found" number={<Identifier …/>} />.
export function Sentence({
  code,
  ...values
}: { code: string } & Record<string, Plain | ComponentChild>) {
  return <>{parts<ComponentChild>(code, values as Record<string, Plain | ComponentChild>)}</>;
}
