// What a file is and what can be asked about it. Nothing leaves the device before somebody asks.
import type { Line } from "./manifest.ts";
import type { Asked } from "./question.ts";
import { readText, type Read } from "./reading.ts";

export type Opened =
  // A number out of a picture, or none and the digest of a document that carries no credential.
  | { kind: "number"; number: string; host: string | null; digest: string; note: string }
  | { kind: "credential"; document: string | object; name: string; asked?: Asked }
  | { kind: "manifest"; lines: Line[]; name: string; asked?: Asked }
  | (Read & { kind: "link" })
  | { kind: "nothing" };

// Larger than any certificate that somebody hands over; a phone reads it in a moment.
const MAX_FILE_BYTES = 24 << 20;
const MAX_TEXT_BYTES = 8 << 20;

export async function openFile(file: File, ownHost: string): Promise<Opened> {
  if (file.size > MAX_FILE_BYTES) return { kind: "nothing" };
  try {
    if (file.type.startsWith("image/")) return await openPicture(file, ownHost);
    const octets = new Uint8Array(await file.arrayBuffer());
    const isPdf = new TextDecoder("latin1").decode(octets.subarray(0, 1024)).includes("%PDF-");
    if (isPdf) return await openPdf(file, octets, ownHost);
    if (octets.length > MAX_TEXT_BYTES) return { kind: "nothing" };
    const text = new TextDecoder().decode(octets);
    return await openText(file, text, ownHost);
  } catch (thrown) {
    console.error(thrown);
    return { kind: "nothing" };
  }
}

async function openText(file: File, text: string, ownHost: string): Promise<Opened> {
  const isTable = /\.(csv|tsv)$/i.test(file.name) || file.type === "text/csv";
  const read = isTable ? ({ kind: "nothing" } as const) : readText(text, ownHost);
  if (read.kind === "credential") return { ...read, name: file.name };
  if (read.kind === "link") return read;
  if (read.kind === "number") return { ...read, digest: "", note: "web.file.number" };
  const { readManifest } = await import("./manifest.ts");
  const lines = readManifest(text);
  return lines === null ? { kind: "nothing" } : { kind: "manifest", lines, name: file.name };
}

async function openPdf(file: File, octets: Uint8Array, ownHost: string): Promise<Opened> {
  const { embeddedFiles } = await import("./pdf.ts");
  for (const embedded of await embeddedFiles(octets)) {
    const read = readText(new TextDecoder().decode(embedded), ownHost);
    if (read.kind === "credential") return { ...read, name: file.name };
  }
  const digest = await digestOf(octets);
  const note = digest === "" ? "web.file.no-credential" : "web.file.digest";
  return { kind: "number", number: "", host: null, digest, note };
}

async function openPicture(file: File, ownHost: string): Promise<Opened> {
  const { codeInPicture } = await import("./decode.ts");
  const text = await codeInPicture(file);
  if (text === null) return { kind: "nothing" };
  const read = readText(text, ownHost);
  if (read.kind === "credential") return { ...read, name: file.name };
  if (read.kind === "link") return read;
  if (read.kind !== "number") return { kind: "nothing" };
  return { ...read, digest: "", note: "web.file.number" };
}

// Of the document in hand, to be compared with the one on record. Browsers compute it on secure
// pages alone.
async function digestOf(octets: Uint8Array): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) return "";
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", octets as BufferSource));
  return `sha256:${[...hash].map((octet) => octet.toString(16).padStart(2, "0")).join("")}`;
}
