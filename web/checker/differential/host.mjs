// The same of the host as WebCrypto gives, by Node's own crypto on this thread: for cases by the ten
// thousand, of which each asks a dozen times.
import { createHash, createPublicKey, verify, webcrypto } from "node:crypto";

const SPKI = Buffer.from("302a300506032b6570032100", "hex");
const keys = new Map();

function imported(octets) {
  const name = Buffer.from(octets).toString("base64");
  const known = keys.get(name);
  if (known) return known;
  const key = createPublicKey({ format: "der", type: "spki", key: Buffer.concat([SPKI, octets]) });
  if (keys.size < 100) keys.set(name, key);
  return key;
}

export const onThisThread = {
  subtle: {
    digest: async (_, octets) => createHash("sha256").update(octets).digest(),
    importKey: async (form, octets, scheme, ...more) =>
      scheme.name === "Ed25519"
        ? imported(octets)
        : webcrypto.subtle.importKey(form, octets, scheme, ...more),
    verify: async (scheme, key, signature, octets) =>
      scheme.name === "Ed25519"
        ? verify(null, octets, key, signature)
        : webcrypto.subtle.verify(scheme, key, signature, octets),
  },
};
