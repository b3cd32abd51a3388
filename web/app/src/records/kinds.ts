// The kinds of records, and what the members of their statements lead to.
export const KINDS = [
  "certificates",
  "organisations",
  "standards",
  "agreements",
  "requirements",
  "equivalence-decisions",
  "economies",
  "acts",
  "schemes",
  "products",
  "measures",
  "alerts",
  "follow-ups",
  "classifications",
] as const;
export type Kind = (typeof KINDS)[number];

export const isKind = (text: string | null | undefined): text is Kind =>
  text != null && (KINDS as readonly string[]).includes(text);

// The type of statement that describes a record of the kind.
export const DESCRIBED_BY: Record<Kind, string> = {
  certificates: "certificate",
  organisations: "organisation",
  standards: "standard-edition",
  agreements: "agreement",
  requirements: "requirement",
  "equivalence-decisions": "equivalence-decision",
  economies: "economy",
  acts: "legal-act",
  schemes: "scheme",
  products: "product-type",
  measures: "measure",
  alerts: "alert",
  "follow-ups": "follow-up-count",
  classifications: "classification-code",
};

// The member of its statement that identifies it: a filter of its list.
export const IDENTIFIED_BY: Record<Kind, string> = {
  certificates: "certificate",
  organisations: "organisation",
  standards: "edition",
  agreements: "agreement",
  requirements: "requirement",
  "equivalence-decisions": "decision",
  economies: "code",
  acts: "act",
  schemes: "scheme",
  products: "product",
  measures: "measure",
  alerts: "alert",
  "follow-ups": "series",
  classifications: "code",
};

const TARGETS: Record<string, Kind> = {
  accreditor: "organisations",
  author: "organisations",
  body: "organisations",
  depositary: "organisations",
  grantee: "organisations",
  grantor: "organisations",
  holder: "organisations",
  issuers: "organisations",
  laboratory: "organisations",
  licensee: "organisations",
  licensor: "organisations",
  manufacturer: "organisations",
  organisation: "organisations",
  owner: "organisations",
  predecessor: "organisations",
  successor: "organisations",
  actor: "economies",
  actsFor: "economies",
  area: "economies",
  economy: "economies",
  madeIn: "economies",
  market: "economies",
  member: "economies",
  notifier: "economies",
  origin: "economies",
  origins: "economies",
  parties: "economies",
  party: "economies",
  act: "acts",
  acts: "acts",
  exporter: "acts",
  foreignAct: "acts",
  forActs: "acts",
  importer: "acts",
  importerActs: "acts",
  replaces: "acts",
  scheme: "schemes",
  schemes: "schemes",
  edition: "standards",
  editions: "standards",
  fromEdition: "standards",
  identicalTo: "standards",
  supersedes: "standards",
  toEdition: "standards",
  displacedBy: "requirements",
  exceptRequirements: "requirements",
  requirement: "requirements",
  agreement: "agreements",
  arrangement: "agreements",
  basedOn: "certificates",
  certificate: "certificates",
  certificates: "certificates",
  replacedBy: "certificates",
  families: "products",
  product: "products",
  classes: "classifications",
  parent: "classifications",
  related: "classifications",
};

// Where a member means another thing than elsewhere: by what it stands in.
const APART: Record<string, Kind | null> = {
  "identifiers.scheme": null,
  "procedures.party": null,
  "procedures.product": null,
  "deposit.act": null,
  "transfer.from": "organisations",
  "transfer.to": "organisations",
  "directions.from": "economies",
  "directions.to": "economies",
  "economy.partOf": "economies",
  "scheme.edition": null,
  "classification-code.edition": null,
  "key.replaces": null,
};

// The kind of record that a member identifies, if any. `within` is the type of the statement or
// the member that holds the record.
export function targetOf(within: string, member: string): Kind | null {
  const apart = APART[`${within}.${member}`];
  return apart !== undefined ? apart : (TARGETS[member] ?? null);
}
