import { expect, test } from "vitest";
import { readText } from "./reading.ts";

const HOST = "registry.example";
const number = (value: string, host: string | null = null) => ({ kind: "number", number: value, host });

test("a number is a number, spaces around it are none of it", () => {
  expect(readText("  ANSSI-CC-2023/42\n", HOST)).toEqual(number("ANSSI-CC-2023/42"));
});

test("the number is taken out of the address of a page, a record or a link", () => {
  const address = "https://registry.example/certificates/ANSSI-CC-2023%2F42?market=ES";
  expect(readText(address, HOST)).toEqual(number("ANSSI-CC-2023/42"));
  expect(readText("https://registry.example/id/certificates/K-1", HOST)).toEqual(number("K-1"));
  expect(readText("https://registry.example/?certificate=K-2&market=FR", HOST)).toEqual(number("K-2"));
});

test("a GS1 Digital Link is a link, wherever it leads, with what it says of the goods", () => {
  expect(readText("https://id.gs1.org/01/09521234543213/10/2311/21/7?x=1", HOST)).toEqual({
    kind: "link",
    path: "/01/09521234543213/10/2311/21/7",
    host: "id.gs1.org",
    product: { gtin: "09521234543213", batch: "2311", serial: "7" },
  });
  expect(readText("https://registry.example/253/4012345000009K1", HOST)).toMatchObject({
    kind: "link",
    host: null,
    product: {},
  });
});

test("an address of another registry is told as one", () => {
  expect(readText("https://other.example/certificates/K-1", HOST)).toEqual(
    number("K-1", "other.example"),
  );
  expect(readText("https://other.example/about", HOST)).toEqual({ kind: "nothing" });
  expect(readText("https://other.example/certificates/%E0%A4%A", HOST)).toEqual({ kind: "nothing" });
});

test("tokens and JSON are credentials, a page of prose is nothing", () => {
  const token = "eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJkaWQ6a2V5In0.c2lnbmF0dXJl";
  expect(readText(token, HOST)).toEqual({ kind: "credential", document: token });
  expect(readText('{"type":["VerifiableCredential"]}', HOST)).toMatchObject({ kind: "credential" });
  expect(readText("{not json", HOST)).toEqual({ kind: "nothing" });
  expect(readText("one\ntwo", HOST)).toEqual({ kind: "nothing" });
});
