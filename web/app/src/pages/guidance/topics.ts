// What there is to explain, in the order in which a newcomer would read it, and where to try it.
import { has } from "../../language/language.ts";

export interface Topic {
  name: string;
  // An address of this application where the thing is seen.
  here: string;
}

export const UNDERSTAND: Topic[] = [
  { name: "certificate", here: "/search" },
  { name: "authentic", here: "/" },
  { name: "direction", here: "/who-recognises-whom" },
  { name: "answer", here: "/" },
  { name: "undecided", here: "/" },
  { name: "not-found", here: "/search" },
  { name: "cure", here: "/plan" },
  { name: "log", here: "/log" },
];

export const DO: Topic[] = [
  { name: "officer", here: "/" },
  { name: "exporter", here: "/plan" },
  { name: "regulator", here: "/who-recognises-whom" },
  { name: "journalist", here: "/search" },
  { name: "auditor", here: "/log" },
];

export const TOPICS: Topic[] = [...UNDERSTAND, ...DO];

// The paragraphs of a topic are numbered from 1 and follow each other without a gap.
export function paragraphsOf(topic: string): string[] {
  const codes: string[] = [];
  for (let at = 1; has(`web.guidance.${topic}.p${at}`); ++at) {
    codes.push(`web.guidance.${topic}.p${at}`);
  }
  return codes;
}
