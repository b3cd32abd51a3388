import { expect, test } from "vitest";
import { decoded } from "./files.ts";
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
  const { lines } = readManifest("Date,Market,Certificate number,Certificate\n2026-01-01,ES,x,K-1\n");
  expect(lines).toEqual([{ line: 2, cells: { certificate: "K-1", market: "ES", on: "2026-01-01" } }]);
});

test("columns have names in the six languages", () => {
  const heads = [
    ["Certificate no.", "Country", "Date"],
    ["Certificat", "Pays", "Date"],
    ["Certificado", "País", "Fecha"],
    ["Сертификат", "Страна", "Дата"],
    ["证书", "国家", "日期"],
    ["شهادة", "البلد", "التاريخ"],
  ];
  for (const head of heads) {
    const { lines } = readManifest(`${head.join(";")}\nK-1;ES;2026-01-01\n`);
    expect(lines?.[0]?.cells).toEqual({ certificate: "K-1", market: "ES", on: "2026-01-01" });
  }
});

test.each([",", ";", "\t", "|"])("cells are separated by %j", (separator) => {
  const rows = [["certificate", "note, or; not"], ["K|1", "a"]].map((row) =>
    row.map((cell) => `"${cell}"`).join(separator),
  );
  const { lines } = readManifest(rows.join("\n"));
  expect(lines).toEqual([{ line: 2, cells: { certificate: "K|1" } }]);
});

test("a spreadsheet names its separator in a line of its own", () => {
  const { lines } = readManifest("sep=;\r\ncertificate;market\r\nK,1;ES\r\n");
  expect(lines).toEqual([{ line: 3, cells: { certificate: "K,1", market: "ES" } }]);
});

test("a table that cannot be asked about says why", () => {
  expect(readManifest("colour,size\nred,2\n")).toEqual({
    problem: "web.file.no-column",
    found: "colour, size",
  });
  expect(readManifest("")).toEqual({ problem: "web.file.empty" });
  expect(readManifest("certificate,market\n")).toEqual({ problem: "web.file.no-lines" });
  const open = 'certificate,market\nA,ES\n"B,ES\nC,ES\n';
  expect(readManifest(open)).toEqual({ problem: "web.file.open-quote", line: 3 });
});

test("characters are read as they are written", () => {
  const text = "certificate,maker\nK-1,Müller\n";
  const octets = (of: string) => new Uint8Array(Buffer.from(of, "latin1"));
  expect(decoded(new Uint8Array(Buffer.from(text)))).toEqual({ text, writing: "utf-8" });
  expect(decoded(octets(text))).toEqual({ text, writing: "windows-1252" });
  const wide = new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le"));
  expect(decoded(wide)).toEqual({ text, writing: "utf-16" });
});

test("a line that cannot be asked says why, and the form stands in for what it lacks", () => {
  const form = { market: "FR", on: "2026-02-02" };
  const [first, second, third] = readManifest("certificate,market,date\nK,,\n,ES,\nK,ES,1/2/26\n").lines ?? [];
  expect(askedOf(first!, form)).toMatchObject({ certificates: ["K"], market: "FR", on: "2026-02-02" });
  expect(faultOf(askedOf(first!, form))).toBeNull();
  expect(faultOf(askedOf(second!, form))).toBe("web.manifest.no-certificate");
  expect(faultOf(askedOf(third!, form))).toBe("web.manifest.no-date");
});
