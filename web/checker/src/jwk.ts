// Public keys as spec/formats/keys.md has them, and what they sign.
import { checkEd25519Key, holds, Host, sha256 } from "./host.js";
import { isObject, Json, JsonObject, textIn } from "./json.js";
import { Algorithm, decodeBase64url, encodeBase64url, Jws } from "./jws.js";
import { joined, utf8 } from "./octets.js";
import { Failed } from "./verdict.js";

interface Curve {
  algorithm: Algorithm;
  type: string;
  name: string;
  // Further names of the algorithm in JWKs: RFC 9864.
  aliases: readonly string[];
  // Octets of one coordinate; a signature has twice as many.
  size: number;
  hash?: string;
}
const CURVES: readonly Curve[] = [
  { algorithm: "EdDSA", type: "OKP", name: "Ed25519", aliases: ["Ed25519"], size: 32 },
  { algorithm: "ES256", type: "EC", name: "P-256", aliases: [], size: 32, hash: "SHA-256" },
  { algorithm: "ES384", type: "EC", name: "P-384", aliases: [], size: 48, hash: "SHA-384" },
];

export interface PublicKey {
  curve: Curve;
  // Ed25519: the point of RFC 8032; else 0x04 || x || y.
  octets: Uint8Array;
  // RFC 7638.
  thumbprint: string;
}

function coordinate(jwk: JsonObject, name: string, size: number): Uint8Array | null {
  const octets = decodeBase64url(textIn(jwk, name) ?? "-");
  return octets?.length === size ? octets : null;
}

// Null for what is no key, or none that is known here.
export async function readJwk(host: Host, jwk: Json | undefined): Promise<PublicKey | null> {
  if (!isObject(jwk) || jwk.has("d")) return null;
  const [type, name] = [textIn(jwk, "kty"), textIn(jwk, "crv")];
  const curve = CURVES.find((one) => one.type === type && one.name === name);
  if (!curve) return null;
  const named = jwk.has("alg") ? textIn(jwk, "alg") : curve.algorithm;
  if (named === null || ![curve.algorithm, ...curve.aliases].includes(named)) return null;
  const x = coordinate(jwk, "x", curve.size);
  const y = curve.hash === undefined ? new Uint8Array() : coordinate(jwk, "y", curve.size);
  if (!x || !y || (curve.hash === undefined && !isEd25519Key(x))) return null;
  const octets = curve.hash === undefined ? x : joined(Uint8Array.of(0x04), x, y);
  const last = curve.hash === undefined ? "" : `,"y":"${encodeBase64url(y)}"`;
  const required = `{"crv":"${curve.name}","kty":"${curve.type}","x":"${encodeBase64url(x)}"${last}}`;
  return { curve, octets, thumbprint: encodeBase64url(await sha256(host, utf8(required))) };
}

function isEd25519Key(octets: Uint8Array): boolean {
  try {
    checkEd25519Key(octets);
    return true;
  } catch (error) {
    if (error instanceof Failed) return false;
    throw error;
  }
}

// The key decides the algorithm; the header may only agree.
export async function checkSigned(host: Host, jws: Jws, key: PublicKey): Promise<void> {
  const { curve, octets } = key;
  if (jws.algorithm !== curve.algorithm) throw new Failed("jws.algorithm");
  if (jws.signature.length !== 2 * curve.size) throw new Failed("jws.signature-length");
  const by =
    curve.hash === undefined
      ? await holds(host, { key: octets, message: jws.message, signature: jws.signature })
      : await holdsOnCurve(host, jws, key);
  if (!by) throw new Failed("offline.signature");
}

async function holdsOnCurve(host: Host, jws: Jws, { curve, octets }: PublicKey): Promise<boolean> {
  let key: CryptoKey;
  try {
    const scheme = { name: "ECDSA", namedCurve: curve.name };
    key = await host.subtle.importKey("raw", octets, scheme, false, ["verify"]);
  } catch {
    return false; // no point of the curve
  }
  const scheme = { name: "ECDSA", hash: curve.hash ?? "" };
  return host.subtle.verify(scheme, key, jws.signature, jws.message);
}
