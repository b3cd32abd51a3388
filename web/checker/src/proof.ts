// C2SP tlog-proof, as spec/formats/proof.md writes it down.
import { Cosigned, parseCheckpoint, signaturesOf, Trust, verifySignatures } from "./checkpoint.js";
import { Host } from "./host.js";
import { checkInclusion, Hash, leafHash } from "./merkle.js";
import { decimal, decodeBase64, textOf, utf8 } from "./octets.js";
import { Failed } from "./verdict.js";

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
const MAX_HASHES = 63;
const MAX_EXTRA_SIZE = 65_536;
const MAX_PROOF_SIZE = 1_183_680;

export interface ProofFile {
  extra?: Uint8Array;
  index: bigint;
  hashes: Hash[];
  checkpoint: Uint8Array;
}

// The lines before the empty one, and the octets behind it. The checkpoint may hold anything: it has
// a reader of its own.
function parts(octets: Uint8Array): { lines: string[]; rest: Uint8Array } {
  let end = -1;
  for (let at = 0; at + 1 < octets.length && end === -1; ++at) {
    if (octets[at] === 0x0a && octets[at + 1] === 0x0a) end = at;
  }
  if (end === -1 || end + 2 === octets.length) throw new Failed("proof.form");
  const head = textOf(octets.slice(0, end));
  if (head === null) throw new Failed("proof.form");
  return { lines: head.split("\n"), rest: octets.slice(end + 2) };
}

export function parseProof(octets: Uint8Array): ProofFile {
  if (octets.length > MAX_PROOF_SIZE) throw new Failed("proof.too-large");
  const { lines, rest } = parts(octets);
  let at = 0;
  if (lines[at++] !== FIRST_LINE) throw new Failed("proof.form", "line 1");
  let extra: Uint8Array | undefined;
  if (lines[at]?.startsWith("extra ")) {
    const decoded = decodeBase64((lines[at++] ?? "").slice("extra ".length));
    if (!decoded) throw new Failed("proof.form", "line 2");
    if (decoded.length > MAX_EXTRA_SIZE) throw new Failed("proof.too-large", "line 2");
    extra = decoded;
  }
  const indexLine = lines[at++];
  const index = indexLine?.startsWith("index ") ? decimal(indexLine.slice("index ".length)) : null;
  if (index === null) throw new Failed("proof.form", `line ${at}`);
  const hashes = lines.slice(at).map((line, offset) => {
    const hash = decodeBase64(line);
    if (!hash || hash.length !== 32 || offset >= MAX_HASHES) {
      throw new Failed("proof.form", `line ${at + offset + 1}`);
    }
    return hash;
  });
  const file = { index, hashes, checkpoint: rest };
  return extra === undefined ? file : { ...file, extra };
}

export interface Proven {
  origin: string;
  index: bigint;
  size: bigint;
  entry: Uint8Array;
  cosigned: Cosigned[];
}

// That an entry is in the trusted log: the one the file carries, or one that the verifier has.
export async function checkProof(
  host: Host,
  octets: Uint8Array,
  trust: Trust,
  given?: Uint8Array,
): Promise<Proven> {
  const file = parseProof(octets);
  const entry = given ?? file.extra;
  if (!entry) throw new Failed("proof.entry-missing");
  const signed = await parseCheckpoint(host, file.checkpoint);
  const signatures = signaturesOf(signed, trust);
  const { origin, size, root } = signed.checkpoint;
  const leaf = await leafHash(host, entry);
  await checkInclusion(host, { index: file.index, size, leaf }, file.hashes, root);
  const cosigned = await verifySignatures(host, signatures);
  return { origin, index: file.index, size, entry, cosigned };
}

export { utf8 };
