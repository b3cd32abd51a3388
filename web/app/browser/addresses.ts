// An address or more of every page that the application has. A page without one fails the gates.
import { PAGES } from "../src/pages/index.ts";

export const ADDRESSES: string[] = [
  "/",
  // Recognised in part, suspended, on conditions, a fact missing, not on file, at another size.
  "/?certificate=BSI-DSZ-CC-1147-V2-2023&market=JP&on=2026-11-29",
  "/?certificate=NORD-M-2018-90&market=CH&on=2022-02-01",
  "/?certificate=CERTIA-K-1002&market=XV&on=2023-06-01&purpose=market-access&model=KX-20" +
    "&sector=household-electrical",
  "/?certificate=CERTIA-K-1002&market=XV&on=2023-06-01&purpose=market-access",
  "/?certificate=NO-SUCH-9&market=ES&on=2026-11-29",
  "/?certificate=CERTIA-R-0458&market=XV&on=2023-06-01&asOf=700",
  "/plan",
  "/plan?certificate=BSI-DSZ-CC-1147-V2-2023,CERTIA-K-1001,NO-1" +
    "&market=ES,XV&on=2027-06-01",
  "/search",
  "/search?q=kettle",
  "/certificates",
  "/organisations?economy=FR",
  "/standards",
  "/requirements",
  "/requirements?market=XV&product=brewmaster-kx",
  "/certificates/CERTIA-K-1003",
  "/certificates/CERTIA-T-66",
  "/certificates/ANSSI-CC-2023%2F42",
  "/organisations/meridian.example",
  "/agreements/XA-XV",
  "/equivalence-decisions/XV-EQ-2022-07",
  "/requirements/XV-TOYS",
  "/standards/EN-60335-1%3A2012",
  "/economies/EU",
  "/acts/EU-2006-42",
  "/measures/XV-M-2024-12",
  "/certificates/CERTIA-K-1003?asOf=633&on=2024-01-01",
];

export function pagesWithoutAddress(): RegExp[] {
  const paths = ADDRESSES.map((address) => address.split("?")[0] ?? "");
  return PAGES.map((page) => page.pattern).filter(
    (pattern) => !paths.some((path) => pattern.test(path)),
  );
}
