// Logs and proofs made from scratch, good ones and bad ones: keys, trees, tiles, notes. It shares no
// code with either checker; Node's own SHA-256 and Ed25519 do the work.
import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";

export const sha256 = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
export const leafHash = (entry) => sha256(Buffer.of(0), entry);
export const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

// The largest power of two below n.
const split = (n) => 2 ** Math.floor(Math.log2(n - 1));

export function rootOf(leaves) {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0];
  const k = split(leaves.length);
  return nodeHash(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}
// RFC 9162 sections 2.1.3.1 and 2.1.4.1, as they are written.
export function inclusionPath(index, leaves) {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  return index < k
    ? [...inclusionPath(index, leaves.slice(0, k)), rootOf(leaves.slice(k))]
    : [...inclusionPath(index - k, leaves.slice(k)), rootOf(leaves.slice(0, k))];
}
export function consistencyPath(m, leaves, whole = true) {
  if (m === leaves.length) return whole ? [] : [rootOf(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...consistencyPath(m, leaves.slice(0, k), whole), rootOf(leaves.slice(k))]
    : [...consistencyPath(m - k, leaves.slice(k), false), rootOf(leaves.slice(0, k))];
}

const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

export function keyPair(name, type, seed) {
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8, seed]),
    format: "der",
    type: "pkcs8",
  });
  const jwk = createPublicKey(privateKey).export({ format: "jwk" });
  return { ...namedKey(name, type, Buffer.from(jwk.x, "base64url")), seed, privateKey };
}
export function namedKey(name, type, octets) {
  const typed = Buffer.concat([Buffer.of(type), octets]);
  const id = sha256(Buffer.from(name), "\n", typed).subarray(0, 4);
  return { name, type, octets, id, vkey: `${name}+${id.toString("hex")}+${typed.toString("base64")}` };
}

export function signatureLine(key, signature) {
  return `\u2014 ${key.name} ${Buffer.concat([key.id, signature]).toString("base64")}\n`;
}
export function signedNote(text, keys, time = 1714566900n) {
  const lines = keys.map((key) => {
    if (key.type !== 4) return signatureLine(key, sign(null, Buffer.from(text), key.privateKey));
    const stamp = Buffer.alloc(8);
    stamp.writeBigUInt64BE(time);
    const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
    return signatureLine(key, Buffer.concat([stamp, sign(null, message, key.privateKey)]));
  });
  return `${text}\n${lines.join("")}`;
}
export function checkpointText(origin, size, root) {
  return `${origin}\n${size}\n${root.toString("base64")}\n`;
}

export function entry(recorded, statement, { version = 1, flags = 0 } = {}) {
  const head = Buffer.alloc(10);
  head.writeUInt8(version, 0);
  head.writeBigUInt64BE(recorded, 1);
  head.writeUInt8(flags, 9);
  return Buffer.concat([head, Buffer.from(statement)]);
}
export function goodEntries(count, draw) {
  let recorded = 1714566896789n;
  return Array.from({ length: count }, (_, at) => {
    recorded += BigInt(draw(1000));
    return entry(recorded, `ab.${at}.${"x".repeat(draw(40))}`, { flags: draw(2) });
  });
}

function indexPath(index) {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/.../g);
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join("/");
}
export function tilePath(level, index, width) {
  return `tile/${level}/${indexPath(index)}${width === 256 ? "" : `.p/${width}`}`;
}
export function bundle(entries) {
  return Buffer.concat(
    entries.flatMap((octets) => {
      const size = Buffer.alloc(2);
      size.writeUInt16BE(octets.length);
      return [size, octets];
    }),
  );
}

// Every file of a log, and its checkpoint signed with these keys; `root` where it is to be another.
export function logFiles(entries, { origin, keys, root }) {
  const files = {};
  for (let at = 0; at < entries.length; at += 256) {
    const part = entries.slice(at, at + 256);
    files[tilePath("entries", at / 256, part.length)] = bundle(part);
  }
  let hashes = entries.map(leafHash);
  const leaves = hashes;
  for (let level = 0; hashes.length > 0; ++level) {
    const above = [];
    for (let at = 0; at < hashes.length; at += 256) {
      const part = hashes.slice(at, at + 256);
      files[tilePath(level, at / 256, part.length)] = Buffer.concat(part);
      if (part.length === 256) above.push(rootOf(part));
    }
    hashes = above;
  }
  const text = checkpointText(origin, entries.length, root ?? rootOf(leaves));
  files.checkpoint = Buffer.from(signedNote(text, keys));
  return files;
}
export function proofFile(index, entries, { origin, keys, extra = true }) {
  const leaves = entries.map(leafHash);
  const note = signedNote(checkpointText(origin, entries.length, rootOf(leaves)), keys);
  const hashes = inclusionPath(index, leaves).map((hash) => `${hash.toString("base64")}\n`);
  const carried = extra ? `extra ${entries[index].toString("base64")}\n` : "";
  return Buffer.from(
    `c2sp.org/tlog-proof@v1\n${carried}index ${index}\n${hashes.join("")}\n${note}`,
  );
}

// Ed25519 signatures that no honest signer makes: over the message, with R the neutral element, or
// with S not reduced (RFC 8032 section 5.1.7 refuses the latter).
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
const little = (octets) => octets.reduceRight((value, octet) => (value << 8n) | BigInt(octet), 0n);
function scalarOctets(value) {
  const octets = Buffer.alloc(32);
  for (let at = 0; at < 32; ++at) octets[at] = Number((value >> BigInt(8 * at)) & 255n);
  return octets;
}
export function signatureWithNeutralPoint(key, message) {
  const half = createHash("sha512").update(key.seed).digest().subarray(0, 32);
  half[0] &= 248;
  half[31] = (half[31] & 127) | 64;
  const point = Buffer.alloc(32);
  point[0] = 1;
  const k = little(createHash("sha512").update(point).update(key.octets).update(message).digest());
  return Buffer.concat([point, scalarOctets((k * little(half)) % ORDER)]);
}
export function signatureNotReduced(key, message) {
  const signature = sign(null, Buffer.from(message), key.privateKey);
  const scalar = little(signature.subarray(32)) + ORDER;
  return Buffer.concat([signature.subarray(0, 32), scalarOctets(scalar)]);
}
