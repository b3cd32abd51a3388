import { expect, test } from "vitest";
import { numbersIn } from "./linked.ts";

test("the certificates of a linkset, each once", () => {
  const page = { href: "http://h/certificates/ANSSI-CC-2023%2F42", title: "Page" };
  const set = {
    anchor: "http://h/01/09521234543213",
    "https://ref.gs1.org/voc/certificationInfo": [page, { href: "http://h/v1/certificates/K" }],
    "https://ref.gs1.org/voc/defaultLink": [page],
    related: [{ href: "http://h/v1/measures/M" }],
  };
  expect(numbersIn({ linkset: [set] })).toEqual(["ANSSI-CC-2023/42"]);
  expect(numbersIn({})).toEqual([]);
});
