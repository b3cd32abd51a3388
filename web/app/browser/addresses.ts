// An address or more of every page that the application has. A page without one fails the gates.
import { PAGES } from "../src/pages/index.ts";

export const ADDRESSES: string[] = [
  "/",
];

export function pagesWithoutAddress(): RegExp[] {
  const paths = ADDRESSES.map((address) => address.split("?")[0] ?? "");
  return PAGES.map((page) => page.pattern).filter(
    (pattern) => !paths.some((path) => pattern.test(path)),
  );
}
