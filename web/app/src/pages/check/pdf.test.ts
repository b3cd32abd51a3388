import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { embeddedFiles } from "./pdf.ts";

const TOKEN = "eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJkaWQ6a2V5In0.c2lnbmF0dXJl";
const join = (...parts: (string | Uint8Array)[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
const text = (octets: Uint8Array | undefined) => new TextDecoder().decode(octets);

function pdf(dictionary: string, content: Uint8Array | string): Uint8Array {
  return join(
    "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> >>\nendobj\n",
    `7 0 obj\n<< /Type /EmbeddedFile ${dictionary} >>\nstream\n`,
    content,
    "\nendstream\nendobj\ntrailer\n%%EOF\n",
  );
}

test("a deflated file comes out, with its length told or not", async () => {
  const packed = new Uint8Array(deflateSync(TOKEN));
  for (const length of [`/Length ${packed.length}`, "/Length 9 0 R", "/Length 3"]) {
    const found = await embeddedFiles(pdf(`/Filter /FlateDecode ${length}`, packed));
    expect(found.map(text)).toEqual([TOKEN]);
  }
});

test("a plain file comes out as it is", async () => {
  expect((await embeddedFiles(pdf("", TOKEN))).map(text)).toEqual([TOKEN]);
});

test("other filters, broken streams and bombs are passed over", async () => {
  expect(await embeddedFiles(pdf("/Filter /LZWDecode", TOKEN))).toEqual([]);
  expect(await embeddedFiles(pdf("/Filter [/ASCII85Decode /FlateDecode]", TOKEN))).toEqual([]);
  expect(await embeddedFiles(pdf("/Filter /FlateDecode", TOKEN))).toEqual([]);
  const bomb = new Uint8Array(deflateSync(new Uint8Array(4 << 20)));
  expect(await embeddedFiles(pdf("/Filter /FlateDecode", bomb))).toEqual([]);
  expect(await embeddedFiles(join("%PDF-1.7\n/EmbeddedFile stream"))).toEqual([]);
});
