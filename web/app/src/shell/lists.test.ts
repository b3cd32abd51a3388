import { expect, test } from "vitest";
import { listed, readable, unlisted } from "./lists.ts";

test("values come back as they went, commas and all", () => {
  const values = ["ANSSI-CC-2023/42", "A,1", "100%", "%2C"];
  expect(unlisted([listed(values)])).toEqual(values);
  const query = new URLSearchParams({ certificate: listed(values) });
  expect(unlisted([new URLSearchParams(readable(query)).get("certificate") ?? ""])).toEqual(values);
});

test("repeated names and empty places are taken as they are meant", () => {
  expect(unlisted(["A, B", "", "C,,"])).toEqual(["A", "B", "C"]);
});
