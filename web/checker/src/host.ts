// What the checker asks of its host: digests and Ed25519 here, ECDSA in `jwk`, as WebCrypto has them.
import { equal, joined, utf8 } from "./octets.js";
import { Failed } from "./verdict.js";

export interface Host {
  subtle: SubtleCrypto;
}

export async function sha256(host: Host, ...parts: Uint8Array[]): Promise<Uint8Array> {
  return new Uint8Array(await host.subtle.digest("SHA-256", joined(...parts)));
}

// p = 2^255 - 19 of RFC 8032 section 5.1.
const FIELD = (1n << 255n) - 19n;
// The y-coordinates of the eight points whose order divides 8. Four of them are the roots of
// d y^4 + 2 y^2 - 1 = 0 in the field, which two points of order 8 share each.
const SMALL_ORDER_Y = new Set([
  0n,
  1n,
  FIELD - 1n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd83d3d706a17c7n,
]);

// The y-coordinate of an encoded point: 255 bits, little-endian; the last bit is the sign of x.
function coordinate(point: Uint8Array): bigint {
  let value = 0n;
  for (let at = 31; at >= 0; --at) value = (value << 8n) | BigInt(point[at] ?? 0);
  return value & ((1n << 255n) - 1n);
}

// spec/formats/keys.md: 32 octets, reduced, and not of small order, whatever a library thinks.
export function checkEd25519Key(key: Uint8Array): void {
  if (key.length !== 32 || coordinate(key) >= FIELD) throw new Failed("key.encoding");
  if (SMALL_ORDER_Y.has(coordinate(key))) throw new Failed("key.small-order");
}

// The order of the group, L of RFC 8032 section 5.1.
const GROUP_ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;

// One signature that has to hold.
export interface Obligation {
  key: Uint8Array;
  message: Uint8Array;
  signature: Uint8Array;
}

export async function holds(host: Host, obligation: Obligation): Promise<boolean> {
  const { key, message, signature } = obligation;
  checkEd25519Key(key);
  if (signature.length !== 64) return false;
  // R of small order: nobody who follows RFC 8032 makes it, and libraries disagree about it.
  const point = signature.slice(0, 32);
  if (coordinate(point) >= FIELD || SMALL_ORDER_Y.has(coordinate(point))) return false;
  let scalar = 0n;
  for (let at = 63; at >= 32; --at) scalar = (scalar << 8n) | BigInt(signature[at] ?? 0);
  if (scalar >= GROUP_ORDER) return false;
  let imported: CryptoKey;
  try {
    imported = await host.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    // Either the host does not know Ed25519, or it refuses this point. RFC 8032's own first vector
    // tells which: a host without the algorithm cannot import that one either.
    if (!(await knowsEd25519(host))) throw new Failed("host.ed25519");
    return false;
  }
  return host.subtle.verify({ name: "Ed25519" }, imported, signature, message);
}

async function knowsEd25519(host: Host): Promise<boolean> {
  const vector = Uint8Array.from(
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a".match(/../g) ?? [],
    (pair) => parseInt(pair, 16),
  );
  try {
    await host.subtle.importKey("raw", vector, { name: "Ed25519" }, false, ["verify"]);
    return true;
  } catch {
    return false;
  }
}

// The first four octets of SHA-256(name || LF || type || key).
export async function keyId(host: Host, name: string, typed: Uint8Array): Promise<Uint8Array> {
  return (await sha256(host, utf8(name), Uint8Array.of(0x0a), typed)).slice(0, 4);
}

export { equal };
