// C2SP signed-note, as spec/formats/checkpoint.md and keys.md write it down.
import { equal, Host, checkEd25519Key, keyId, Obligation } from "./host.js";
import { decodeBase64, decodeHex, joined, number64, textOf, utf8 } from "./octets.js";
import { Failed } from "./verdict.js";

const MAX_NOTE_SIZE = 1 << 20;
const MAX_SIGNATURES = 100;
const LATEST_TIME = (1n << 63n) - 1n;

export const LOG_KEY = 0x01;
export const COSIGNER_KEY = 0x04;

// A key that somebody trusts, under the name by which notes call it.
export interface VerifierKey {
  name: string;
  type: typeof LOG_KEY | typeof COSIGNER_KEY;
  key: Uint8Array;
  id: Uint8Array;
}

export interface NoteSignature {
  name: string;
  id: Uint8Array;
  octets: Uint8Array;
}
export interface Note {
  // Up to and including the LF before the empty line: what is signed.
  text: string;
  signatures: NoteSignature[];
}

// Not empty, no white space of Unicode, no control character, no plus sign.
export function isKeyName(name: string): boolean {
  // eslint-disable-next-line no-control-regex
  return name !== "" && !/[\u0000-\u001f+\p{White_Space}]/u.test(name);
}

export async function parseVkey(host: Host, text: string): Promise<VerifierKey> {
  // The alphabet of base64 has a plus sign: the key is all that follows the second one.
  const parts = /^([^+]*)\+([^+]*)\+(.*)$/su.exec(text);
  if (!parts) throw new Failed("note.vkey");
  const [, name = "", idText = "", keyText = ""] = parts;
  const id = decodeHex(idText);
  const typed = decodeBase64(keyText);
  if (!isKeyName(name) || !id || id.length !== 4 || !typed || typed.length === 0) {
    throw new Failed("note.vkey");
  }
  const type = typed[0];
  if (type !== LOG_KEY && type !== COSIGNER_KEY) throw new Failed("note.key-type");
  const key = typed.slice(1);
  checkEd25519Key(key);
  if (!equal(id, await keyId(host, name, typed))) throw new Failed("note.vkey");
  return { name, type, key, id };
}

export function parseNote(octets: Uint8Array): Note {
  if (octets.length > MAX_NOTE_SIZE) throw new Failed("note.too-large");
  const whole = textOf(octets);
  if (whole === null) throw new Failed("note.form");
  const gap = whole.lastIndexOf("\n\n");
  if (gap === -1) throw new Failed("note.form", "line 1");
  const text = whole.slice(0, gap + 1);
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0009\u000b-\u001f]/.test(text)) throw new Failed("note.form");
  const lines = whole.slice(gap + 2).split("\n");
  // Every line ends with LF, so that nothing stands behind the last one.
  if (lines.pop() !== "" || lines.length === 0) throw new Failed("note.form");
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    if (signatures.length === MAX_SIGNATURES) throw new Failed("note.too-many-signatures");
    const parts = /^\u2014 ([^ ]*) (.*)$/su.exec(line);
    const [, name = "", base64 = ""] = parts ?? [];
    const signed = decodeBase64(base64);
    if (!parts || !isKeyName(name) || !signed || signed.length <= 4) throw new Failed("note.form");
    signatures.push({ name, id: signed.slice(0, 4), octets: signed.slice(4) });
  }
  return { text, signatures };
}

// A signature by a key that is known: by which, and what must hold.
export interface KnownSignature {
  key: VerifierKey;
  // Of a cosignature, in seconds since 1970.
  time?: bigint;
  obligation: Obligation;
}

// Every signature by a known (name, id) pair; all of them have to hold.
export function knownSignatures(note: Note, known: readonly VerifierKey[]): KnownSignature[] {
  const found: KnownSignature[] = [];
  for (const signature of note.signatures) {
    for (const key of known) {
      if (signature.name !== key.name || !equal(signature.id, key.id)) continue;
      found.push(
        key.type === COSIGNER_KEY
          ? cosignature(note, signature, key)
          : plainSignature(note, signature, key),
      );
    }
  }
  if (found.length === 0) throw new Failed("note.no-known-signature");
  return found;
}

function plainSignature(note: Note, signature: NoteSignature, key: VerifierKey): KnownSignature {
  if (signature.octets.length !== 64) throw new Failed("note.signature-length");
  return {
    key,
    obligation: { key: key.key, message: utf8(note.text), signature: signature.octets },
  };
}

function cosignature(note: Note, signature: NoteSignature, key: VerifierKey): KnownSignature {
  if (signature.octets.length !== 72) throw new Failed("note.cosignature");
  const time = number64(signature.octets.slice(0, 8));
  if (time === 0n || time > LATEST_TIME) throw new Failed("note.cosignature");
  const message = joined(utf8(`cosignature/v1\ntime ${time}\n`), utf8(note.text));
  return {
    key,
    time,
    obligation: { key: key.key, message, signature: signature.octets.slice(8) },
  };
}
