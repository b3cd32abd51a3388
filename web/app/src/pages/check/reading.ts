// What a code, a clipboard or a file says, and what can be asked about it. An address is never
// fetched: the number is taken out of it, and where it belongs to somebody else that is said.
export type Read =
  | { kind: "number"; number: string; host: string | null }
  | { kind: "credential"; document: string | object }
  | { kind: "nothing" };

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
  const asked = address.searchParams.get("certificate");
  const number = asked ?? numberIn(address.pathname);
  return number === null ? { kind: "nothing" } : { kind: "number", number, host };
}

// /certificates/N, /v1/certificates/N…, /id/certificates/N, and GS1 Digital Link: a document
// (/253/) by its own number, a trade item (/01/) by what stands behind it.
function numberIn(path: string): string | null {
  const patterns = [
    /\/certificates?\/([^/]+)/,
    /\/id\/[^/]+\/([^/]+)/,
    /\/253\/([^/]+)/,
    /\/01\/([^/]+)/,
  ];
  for (const pattern of patterns) {
    const found = pattern.exec(path)?.[1];
    if (found === undefined) continue;
    try {
      return decodeURIComponent(found);
    } catch {
      return null;
    }
  }
  return null;
}

// Whether the number is a trade item's and not a certificate's.
export const isTradeItem = (address: string): boolean => /\/01\/\d{8,14}(\/|\?|$)/.test(address);
