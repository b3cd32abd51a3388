// C2SP tlog-checkpoint, as spec/formats/checkpoint.md writes it down.
import { holds, Host } from "./host.js";
import { emptyRoot, Hash } from "./merkle.js";
import { knownSignatures, LOG_KEY, Note, parseNote, VerifierKey } from "./note.js";
import { decimal, decodeBase64, equal } from "./octets.js";
import { Failed } from "./verdict.js";

export interface Checkpoint {
  origin: string;
  size: bigint;
  root: Hash;
  extensions: string[];
}
export interface SignedCheckpoint {
  checkpoint: Checkpoint;
  note: Note;
}

// Whom one trusts for one log.
export interface Trust {
  log: VerifierKey;
  witnesses: readonly VerifierKey[];
}

export interface Cosigned {
  witness: string;
  time: bigint;
}

export async function parseCheckpoint(host: Host, octets: Uint8Array): Promise<SignedCheckpoint> {
  const note = parseNote(octets);
  const lines = note.text.split("\n");
  lines.pop(); // behind the last LF
  if (lines.length < 3 || lines.includes("")) throw new Failed("checkpoint.form");
  const [origin = "", sizeText = "", rootText = "", ...extensions] = lines;
  const size = decimal(sizeText);
  if (size === null) throw new Failed("checkpoint.size", "line 2");
  const root = decodeBase64(rootText);
  if (!root || root.length !== 32) throw new Failed("checkpoint.root", "line 3");
  if (size === 0n && !equal(root, await emptyRoot(host))) {
    throw new Failed("checkpoint.root", "line 3");
  }
  return { checkpoint: { origin, size, root, extensions }, note };
}

// That the checkpoint is of the trusted log, apart from whether the signatures hold.
export function signaturesOf(signed: SignedCheckpoint, trust: Trust) {
  if (signed.checkpoint.origin !== trust.log.name) throw new Failed("checkpoint.origin");
  if (trust.log.type !== LOG_KEY) throw new Failed("note.key-type");
  const found = knownSignatures(signed.note, [trust.log, ...trust.witnesses]);
  if (!found.some(({ key }) => key === trust.log)) throw new Failed("checkpoint.unsigned");
  return found;
}

// Every signature by a known key holds. Returns who cosigned, and when.
export async function verifySignatures(
  host: Host,
  found: ReturnType<typeof signaturesOf>,
): Promise<Cosigned[]> {
  const cosigned: Cosigned[] = [];
  for (const { key, time, obligation } of found) {
    if (!(await holds(host, obligation))) throw new Failed("checkpoint.signature");
    if (time !== undefined) cosigned.push({ witness: key.name, time });
  }
  return cosigned;
}
