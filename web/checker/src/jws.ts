// JWS in compact form (RFC 7515) under the rules of RFC 8725, as spec/formats/receipt.md orders them.
import { isObject, JsonObject, readJson } from "./json.js";
import { decodeBase64, encodeBase64, textOf, utf8 } from "./octets.js";
import { Failed } from "./verdict.js";

export const ALGORITHMS = ["EdDSA", "ES256", "ES384"] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

const MAX_SIZE = 1 << 20;
const MAX_HEADER_SIZE = 32 << 10;
const HEADER_DEPTH = 16;

export interface Jws {
  algorithm: Algorithm;
  // Empty where the header has none.
  type: string;
  keyId: string;
  header: JsonObject;
  payload: Uint8Array;
  // What is signed.
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

function part(text: string): Uint8Array {
  const octets = decodeBase64url(text);
  if (!octets) throw new Failed("jws.form");
  return octets;
}

function readHeader(octets: Uint8Array): JsonObject {
  const text = octets.length > MAX_HEADER_SIZE ? null : textOf(octets);
  const header = text === null ? undefined : readJson(text, HEADER_DEPTH);
  if (!isObject(header)) throw new Failed("jws.header");
  if (header.has("crit") || header.has("b64")) throw new Failed("jws.critical");
  return header;
}

// RFC 7515 section 4.1 makes these members texts; empty when absent.
function textOfHeader(header: JsonObject, name: string): string {
  const member = header.get(name) ?? (header.has(name) ? null : "");
  if (typeof member !== "string") throw new Failed("jws.header");
  return member;
}

// What is no letter of base64url is told at its part, once those before it have been read.
export function parseJws(compact: string): Jws {
  const parts = compact.length > MAX_SIZE ? [] : compact.split(".");
  const [head, body, sign] = parts;
  if (parts.length !== 3 || head === undefined || body === undefined || sign === undefined) {
    throw new Failed("jws.form");
  }
  const header = readHeader(part(head));
  const named = textOfHeader(header, "alg");
  const algorithm = ALGORITHMS.find((known) => known === named);
  if (!algorithm) throw new Failed("jws.algorithm");
  const [type, keyId] = [textOfHeader(header, "typ"), textOfHeader(header, "kid")];
  const [payload, signature] = [part(body), part(sign)];
  if (signature.length === 0) throw new Failed("jws.form");
  return { algorithm, type, keyId, header, payload, message: utf8(`${head}.${body}`), signature };
}
