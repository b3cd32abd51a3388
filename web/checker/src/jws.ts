// JWS in compact form (RFC 7515) with EdDSA, and the strict JSON inside it: what is printed otherwise
// than JSON.stringify would print it is refused, repeated names among it.
import { Host, sha256 } from "./host.js";
import { decodeBase64, encodeBase64, textOf, utf8 } from "./octets.js";
import { Failed } from "./verdict.js";

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

export interface Jws {
  header: JsonObject;
  payload: string;
  message: Uint8Array;
  signature: Uint8Array;
}

export function encodeBase64url(octets: Uint8Array): string {
  return encodeBase64(octets).replace(/=+$/, "").replace(/\+/g, "-").replace(/\//g, "_");
}

export function decodeBase64url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const padded = text.replace(/-/g, "+").replace(/_/g, "/") + "=".repeat((4 - (text.length % 4)) % 4);
  return decodeBase64(padded);
}

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

// Whether an object in a JSON text has a name twice, in whatever spelling: the host's parser lets the
// last one win, where others take the first or refuse.
function repeatsName(text: string): boolean {
  const open: Set<string>[] = [];
  for (const [token, name, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (name !== undefined && colon !== undefined) {
      const names = open.at(-1);
      const plain = JSON.parse(name) as string;
      if (names?.has(plain)) return true;
      names?.add(plain);
    }
  }
  return false;
}

// Null for anything but one object without repeated names.
export function readObject(text: string): JsonObject | null {
  try {
    const json = JSON.parse(text) as Json;
    return isObject(json) && !repeatsName(text) ? json : null;
  } catch {
    return null;
  }
}

export function textIn(json: JsonObject, name: string): string | null {
  const member = Object.hasOwn(json, name) ? json[name] : undefined;
  return typeof member === "string" ? member : null;
}

export function objectIn(json: JsonObject, name: string): JsonObject | null {
  const member = Object.hasOwn(json, name) ? json[name] : undefined;
  return isObject(member) ? member : null;
}

export function parseJws(compact: string): Jws {
  const parts = compact.split(".");
  const [head = "", body = "", sign = ""] = parts;
  const [headOctets, bodyOctets, signature] = [head, body, sign].map(decodeBase64url);
  if (parts.length !== 3 || !headOctets || !bodyOctets || !signature || signature.length === 0) {
    throw new Failed("jws.form");
  }
  const headText = textOf(headOctets);
  const header = headText === null ? null : readObject(headText);
  if (!header || JSON.stringify(header) !== headText) throw new Failed("jws.header");
  if ("crit" in header || "b64" in header) throw new Failed("jws.critical");
  if (header["alg"] !== "EdDSA") throw new Failed("jws.algorithm");
  const payload = textOf(bodyOctets);
  if (payload === null) throw new Failed("jws.form");
  return { header, payload, message: utf8(`${head}.${body}`), signature };
}

// The key of a JWK (RFC 8037) and its thumbprint (RFC 7638); null for keys of other kinds.
export async function ed25519Key(
  host: Host,
  jwk: JsonObject,
): Promise<{ key: Uint8Array; thumbprint: string } | null> {
  const x = textIn(jwk, "x");
  const key = x === null ? null : decodeBase64url(x);
  if (jwk["kty"] !== "OKP" || jwk["crv"] !== "Ed25519" || !key) return null;
  const canonical = utf8(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`);
  return { key, thumbprint: encodeBase64url(await sha256(host, canonical)) };
}

