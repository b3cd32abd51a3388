// What a code, a clipboard or a file says, and what can be asked about it. An address is never
// fetched: the number is taken out of it, and where it belongs to somebody else that is said.
export type Read =
  | { kind: "number"; number: string; host: string | null }
  // GS1 Digital Link: what it stands for is asked of this registry's own resolver.
  | { kind: "link"; path: string; host: string | null; product: LinkedProduct }
  | { kind: "credential"; document: string | object }
  | { kind: "nothing" };

export interface LinkedProduct {
  gtin?: string;
  batch?: string;
  serial?: string;
}

const TOKEN = /^[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*(~[A-Za-z0-9_.~-]*)?$/;

export function readText(text: string, ownHost: string): Read {
  const plain = text.replace(/^\uFEFF/, "").trim();
  if (plain === "") return { kind: "nothing" };
  if (TOKEN.test(plain)) return { kind: "credential", document: plain };
  if (plain.startsWith("{")) return readJson(plain);
  if (/^https?:\/\//i.test(plain)) return readAddress(plain, ownHost);
  if (plain.length > 200 || /[\r\n]/.test(plain)) return { kind: "nothing" };
  return { kind: "number", number: plain, host: null };
}

function readJson(text: string): Read {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === "object" && document !== null) return { kind: "credential", document };
  } catch {
    // Not JSON, then.
  }
  return { kind: "nothing" };
}

function readAddress(text: string, ownHost: string): Read {
  let address: URL;
  try {
    address = new URL(text);
  } catch {
    return { kind: "nothing" };
  }
  const host = address.host === ownHost ? null : address.host;
  const link = linkIn(address.pathname);
  if (link !== null) return { kind: "link", host, ...link };
  const asked = address.searchParams.get("certificate");
  const number = asked ?? numberIn(address.pathname);
  return number === null ? { kind: "nothing" } : { kind: "number", number, host };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

// /certificates/N, /v1/certificates/N…, /id/certificates/N.
function numberIn(path: string): string | null {
  const found = /\/(?:certificates?|id\/[^/]+)\/([^/]+)/.exec(path)?.[1];
  return found === undefined ? null : decoded(found);
}

// A trade item (/01/, with its batch behind /10/ and its serial number behind /21/) or a document
// (/253/). The path may stand behind others, as resolvers have it.
function linkIn(path: string): { path: string; product: LinkedProduct } | null {
  const found = /\/(?:01\/\d{8,14}|253\/[^/]+)(?:\/.*)?$/.exec(path)?.[0];
  if (found === undefined) return null;
  const of = (key: string): string => decoded(new RegExp(`/${key}/([^/]+)`).exec(found)?.[1] ?? "") ?? "";
  const told = { gtin: of("01"), batch: of("10"), serial: of("21") };
  const known = Object.entries(told).filter(([, value]) => value !== "");
  return { path: found, product: Object.fromEntries(known) };
}
