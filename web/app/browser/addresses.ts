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
];

export function pagesWithoutAddress(): RegExp[] {
  const paths = ADDRESSES.map((address) => address.split("?")[0] ?? "");
  return PAGES.map((page) => page.pattern).filter(
    (pattern) => !paths.some((path) => pattern.test(path)),
  );
}
