// An address or more of every page that the application has. A page without one fails the gates.
import { PAGES } from "../src/pages/index.ts";

export const ADDRESSES: string[] = [
  "/",
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
