// An address or more of every page that the application has, in the demonstration registry. A page
// without one fails the gates.
import { PAGES } from "../src/pages/index.ts";
import { TOPICS } from "../src/pages/guidance/topics.ts";

const CHECK = "/?certificate=ANSSI-CC-2023%2F42&market=ES&on=2024-05-01";

export const ADDRESSES: string[] = [
  "/",
  CHECK,
  "/?certificate=NOBODY-0001&market=ES&on=2024-05-01",
  // Suspended; on conditions; a fact missing, at an earlier size.
  "/?certificate=NORD-M-2018-90&market=CH&on=2022-02-01",
  "/?certificate=CERTIA-K-1002&market=XV&on=2023-06-01&purpose=market-access&model=KX-20" +
    "&sector=household-electrical",
  "/?certificate=CERTIA-R-0458&market=XV&on=2023-06-01&asOf=700",
  "/plan",
  "/plan?certificate=ANSSI-CC-2023%2F42&market=ES,US&on=2027-01-01",
  "/search",
  "/search?q=smart+card",
  "/certificates",
  "/certificates?state=suspended",
  "/certificates/ANSSI-CC-2023%2F42?market=ES&on=2024-05-01",
  "/organisations",
  "/organisations/anssi",
  "/agreements",
  "/agreements/CCRA",
  "/equivalence-decisions",
  "/equivalence-decisions/XV-EQ-2022-07",
  "/requirements",
  "/requirements?market=XV&product=brewmaster-kx",
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
