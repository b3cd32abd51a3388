// Octets and the texts they travel in, read strictly: one spelling for one value.
import { Failed } from "./verdict.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const NO_LETTER = 64;
const VALUES = new Uint8Array(128).fill(NO_LETTER);
for (let value = 0; value < LETTERS.length; ++value) VALUES[LETTERS.charCodeAt(value)] = value;

export function encodeBase64(octets: Uint8Array): string {
  let text = "";
  for (let at = 0; at < octets.length; at += 3) {
    const first = octets[at] ?? 0;
    const second = octets[at + 1] ?? 0;
    const third = octets[at + 2] ?? 0;
    const bits = (first << 16) | (second << 8) | third;
    text += LETTERS.charAt(bits >> 18) + LETTERS.charAt((bits >> 12) & 63);
    text += at + 1 < octets.length ? LETTERS.charAt((bits >> 6) & 63) : "=";
    text += at + 2 < octets.length ? LETTERS.charAt(bits & 63) : "=";
  }
  return text;
}

// RFC 4648 section 4 with padding; null for every other spelling, unused bits that are set among
// them (section 3.5). The one spelling of the octets is what `encodeBase64` prints.
export function decodeBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const letters = text.length - padding;
  const octets = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let out = 0;
  for (let at = 0; at < letters; ++at) {
    const value = VALUES[text.charCodeAt(at)] ?? NO_LETTER;
    if (value === NO_LETTER) return null;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      octets[out++] = (bits >> held) & 0xff;
    }
  }
  const unused = bits & ((1 << held) - 1);
  return unused === 0 ? octets : null;
}

export function decodeHex(text: string): Uint8Array | null {
  if (!/^([0-9a-f]{2})*$/.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function equal(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((octet, at) => octet === right[at]);
}

export function joined(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const encoder = new TextEncoder();
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

// A byte order mark is a character like any other here, and nothing is repaired.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
export function textOf(octets: Uint8Array): string | null {
  try {
    return decoder.decode(octets);
  } catch {
    return null;
  }
}

// Decimal digits without sign and leading zero, below 2^64; null otherwise.
export function decimal(text: string): bigint | null {
  if (!/^(0|[1-9][0-9]{0,19})$/.test(text)) return null;
  const value = BigInt(text);
  return value < 1n << 64n ? value : null;
}

// An unsigned number of eight octets, big-endian.
export function number64(octets: Uint8Array): bigint {
  if (octets.length !== 8) throw new Failed("host.octets");
  return octets.reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);
}

// A character for each octet, ASCII as itself: for texts of which every letter is looked at thereafter.
const letters = new TextDecoder("latin1");
export function lettersOf(octets: Uint8Array): string {
  return letters.decode(octets);
}
