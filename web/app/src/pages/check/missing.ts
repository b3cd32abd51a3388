// Facts that an answer waits for and that whoever asks may know.
import type { Determination, Finding } from "../../api/types.ts";

const NOT_STATED: Record<string, string> = {
  "coverage.model-not-stated": "model",
  "coverage.batch-not-stated": "batch",
  "coverage.serial-not-stated": "serial",
  "coverage.software-version-not-stated": "softwareVersion",
};

function allFindings(answer: Determination): Finding[] {
  const of = answer.requirements.flatMap(({ findings, routes }) => [
    ...findings,
    ...routes.flatMap((route) => route.findings),
  ]);
  return [...answer.findings, ...of];
}

export interface Missing {
  attributes: string[];
  issuers: string[];
  // Members of the product.
  product: string[];
}

export function missingIn(answer: Determination): Missing {
  const found = allFindings(answer);
  const open = found.filter(({ bearing }) => bearing === "open");
  const attributes = open
    .filter(({ code }) => code === "requirement.attribute-needed")
    .map((finding) => finding.arguments?.["attribute"])
    .filter((name): name is string => typeof name === "string");
  const product = open.map(({ code }) => NOT_STATED[code]).filter((name) => name !== undefined);
  const several = found.find(({ code }) => code === "authenticity.ambiguous-number");
  const issuers = several?.arguments?.["issuers"] ?? [];
  return {
    attributes: [...new Set(attributes)],
    issuers: typeof issuers === "string" ? issuers.split(/,\s*/) : issuers,
    product: answer.verdict === "undecided" ? [...new Set(product)] : [],
  };
}
