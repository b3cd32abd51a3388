// Several values under one name of an address: the server takes each name once. A comma parts them;
// one inside a value is escaped, and so is what escapes.
export function listed(values: readonly string[]): string {
  return values.map((value) => value.replace(/[%,]/g, (sign) => encodeURIComponent(sign))).join(",");
}

const UNESCAPED: Record<string, string> = { "%2c": ",", "%25": "%" };

// Out of an address; names that somebody repeats are taken too.
export function unlisted(texts: readonly string[]): string[] {
  return texts
    .flatMap((text) => text.split(","))
    .map((text) => text.replace(/%2c|%25/gi, (sign) => UNESCAPED[sign.toLowerCase()] ?? sign).trim())
    .filter((text) => text !== "");
}

// A query with commas as people read them.
export const readable = (query: URLSearchParams): string => query.toString().replaceAll("%2C", ",");
