// An address or more of every page that the application has, in the demonstration registry. A page
// without one fails the gates.
import { PAGES } from "../src/pages/index.ts";
import { TOPICS } from "../src/pages/guidance/topics.ts";

const CHECK = "/?certificate=ANSSI-CC-2023%2F42&market=ES&on=2024-05-01";

export const ADDRESSES: string[] = [
  "/",
  CHECK,
  "/?certificate=NOBODY-0001&market=ES&on=2024-05-01",
  "/plan",
  "/plan?certificate=ANSSI-CC-2023%2F42&market=ES&market=US&on=2027-01-01",
  "/search",
  "/search?q=smart+card",
  "/certificates",
  "/certificates/ANSSI-CC-2023%2F42?market=ES&on=2024-05-01",
  "/organisations",
  "/organisations/anssi",
  "/agreements",
  "/agreements/CCRA",
  "/equivalence-decisions",
  "/equivalence-decisions/XV-EQ-2022-07",
  "/requirements",
  "/requirements/EU-LVD",
  "/standards",
  "/standards/IEC-60335-1:2020",
  "/economies",
  "/economies/FR",
  "/acts/EU-2024-482",
  "/schemes/EUCC",
  "/products/brewmaster-kx",
  "/measures/XV-M-2024-12",
  "/alerts/DEMO-A-0101-24",
  "/who-recognises-whom?on=2024-05-01&view=matrix",
  "/who-recognises-whom?on=2024-05-01&view=graph",
  "/who-recognises-whom?on=2024-05-01&view=economy&economy=FR",
  "/log",
  "/log/entries/352",
  "/about",
  `/guidance/${TOPICS[0]?.name ?? ""}`,
  "/data",
];

export function pagesWithoutAddress(): string[] {
  const paths = ADDRESSES.map((address) => address.split("?")[0] ?? "");
  return PAGES.map((page) => page.pattern)
    .filter((pattern) => !paths.some((path) => pattern.test(path)))
    .map(String);
}
