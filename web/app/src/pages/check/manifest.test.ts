import { expect, test } from "vitest";
import { askedOf, faultOf, readManifest, rowsOf } from "./manifest.ts";

test("rows, with quotes, separators and line breaks inside", () => {
  const text = '\uFEFFa;b\r\n"x;1";"say ""hi"""\r\n\r\n"two\nlines";z\r\n';
  expect(rowsOf(text)).toEqual([
    { line: 1, cells: ["a", "b"] },
    { line: 2, cells: ["x;1", 'say "hi"'] },
    { line: 4, cells: ["two\nlines", "z"] },
  ]);
});

test("columns are found by name, in any order", () => {
  const lines = readManifest("Date,Market,Certificate number,Certificate\n2026-01-01,ES,x,K-1\n");
  expect(lines).toEqual([{ line: 2, cells: { certificate: "K-1", market: "ES", on: "2026-01-01" } }]);
  expect(readManifest("colour,size\nred,2\n")).toBeNull();
  expect(readManifest("")).toBeNull();
});

test("a line that cannot be asked says why, and the form stands in for what it lacks", () => {
  const form = { market: "FR", on: "2026-02-02" };
  const [first, second, third] = readManifest("certificate,market,date\nK,,\n,ES,\nK,ES,1/2/26\n") ?? [];
  expect(askedOf(first!, form)).toMatchObject({ certificates: ["K"], market: "FR", on: "2026-02-02" });
  expect(faultOf(askedOf(first!, form))).toBeNull();
  expect(faultOf(askedOf(second!, form))).toBe("web.manifest.no-certificate");
  expect(faultOf(askedOf(third!, form))).toBe("web.manifest.no-date");
});
