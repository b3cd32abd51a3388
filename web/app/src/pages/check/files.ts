// What a file is and what can be asked about it. Nothing leaves the device before somebody asks.
import type { Line } from "./manifest.ts";
import type { Asked } from "./question.ts";
import { readText, type Read } from "./reading.ts";

export type Opened =
  // A number out of a picture, or none and the digest of a document that carries no credential.
  | { kind: "number"; number: string; host: string | null; digest: string; note: string }
  | { kind: "credential"; document: string | object; name: string; asked?: Asked }
  | { kind: "manifest"; lines: Line[]; name: string; writing: Writing; asked?: Asked }
  | (Read & { kind: "link" })
  // Why nothing in it can be asked about: a code, and what the message says beside the file's name.
  | { kind: "nothing"; why: string; about?: Record<string, string | number> };

const nothing = (why = "web.file.nothing", about = {}): Opened => ({ kind: "nothing", why, about });

// Larger than any certificate that somebody hands over; a phone reads it in a moment.
const MAX_FILE_BYTES = 24 << 20;
const MAX_TEXT_BYTES = 8 << 20;

export async function openFile(file: File, ownHost: string): Promise<Opened> {
  if (file.size > MAX_FILE_BYTES) return tooLarge(MAX_FILE_BYTES);
  try {
    if (file.type.startsWith("image/")) return await openPicture(file, ownHost);
    const octets = new Uint8Array(await file.arrayBuffer());
    const isPdf = new TextDecoder("latin1").decode(octets.subarray(0, 1024)).includes("%PDF-");
    if (isPdf) return await openPdf(file, octets, ownHost);
    if (octets.length > MAX_TEXT_BYTES) return tooLarge(MAX_TEXT_BYTES);
    return await openText(file, decoded(octets), ownHost);
  } catch (thrown) {
    console.error(thrown);
    return nothing();
  }
}

const tooLarge = (most: number): Opened => nothing("web.file.too-large", { most: most >> 20 });

// How the characters of a table are written; what is not UTF-8 is most likely a spreadsheet's
// Windows-1252, and whoever asks is told.
export type Writing = "utf-8" | "utf-16" | "windows-1252";

export function decoded(octets: Uint8Array): { text: string; writing: Writing } {
  const [first, second] = octets;
  const little = first === 0xff && second === 0xfe;
  if (little || (first === 0xfe && second === 0xff)) {
    const text = new TextDecoder(little ? "utf-16le" : "utf-16be").decode(octets);
    return { text, writing: "utf-16" };
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(octets);
    return { text, writing: "utf-8" };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(octets), writing: "windows-1252" };
  }
}

async function openText(
  file: File,
  { text, writing }: ReturnType<typeof decoded>,
  ownHost: string,
): Promise<Opened> {
  const isTable = /\.(csv|tsv)$/i.test(file.name) || file.type === "text/csv";
  const read = isTable ? ({ kind: "nothing" } as const) : readText(text, ownHost);
  if (read.kind === "credential") return { ...read, name: file.name };
  if (read.kind === "link") return read;
  if (read.kind === "number") return { ...read, digest: "", note: "web.file.number" };
  const { readManifest } = await import("./manifest.ts");
  const table = readManifest(text);
  if (table.lines !== undefined) {
    return { kind: "manifest", lines: table.lines, name: file.name, writing };
  }
  const { problem, ...about } = table;
  return isTable ? nothing(problem, about) : nothing();
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
  if (text === null) return nothing();
  const read = readText(text, ownHost);
  if (read.kind === "credential") return { ...read, name: file.name };
  if (read.kind === "link") return read;
  if (read.kind !== "number") return nothing();
  return { ...read, digest: "", note: "web.file.number" };
}

// Of the document in hand, to be compared with the one on record. Browsers compute it on secure
// pages alone.
async function digestOf(octets: Uint8Array): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) return "";
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", octets as BufferSource));
  return `sha256:${[...hash].map((octet) => octet.toString(16).padStart(2, "0")).join("")}`;
}
