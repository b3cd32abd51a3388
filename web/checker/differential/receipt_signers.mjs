// Receipts whose statements, signers, signatures and citations are not as they should be, and some that are,
// with the code that spec/formats/receipt.md asks for.
import { signatureNotReduced, signatureWithNeutralPoint } from "./tree.mjs";
import {
  answer,
  founder,
  foundersWorld,
  founding,
  header,
  keyGiven,
  of,
  OPERATOR,
  outsider,
  p256,
  p384,
  part,
  statement,
  successor,
  thumbprint,
  world,
} from "./receipts.mjs";

const base64url = (octets) => Buffer.from(octets).toString("base64url");

export function addStatements({ bad }) {
  const cited = (change) => of((made) => change(made.statements[4], made));
  const entries = [
    ["a payload that is no JSON", (one) => (one.payload = "{")],
    ["an empty payload", (one) => (one.payload = "")],
    ["a payload that is a list", (one) => (one.payload = "[]")],
    ["a payload with a name twice", (one) => (one.payload = '{"a":1,"a":1}')],
    ["a payload with a name twice further in", (one) => (one.payload = '{"b":[{"a":1,"\\u0061":1}]}')],
    ["a payload with half a surrogate pair", (one) => (one.payload = '{"a":"\\udc00"}')],
    ["a payload with a byte order mark", (one) => (one.payload = `\ufeff${one.payload}`)],
    ["a payload 65 deep", (one) => (one.payload = `{"a":${"[".repeat(64)}${"]".repeat(64)}}`)],
    ["a payload of more than 48,000 octets", (one) => (one.payload = JSON.stringify({ x: "x".repeat(47_993) }))],
    ["a payload of more than 48,000 octets in fewer characters", (one) => (one.payload = JSON.stringify({ x: "\u00e9".repeat(24_000) }))],
    ["a number beyond every double", (one) => (one.payload = '{"a":1e999}')],
    ["no header", (one) => (one.header = "")],
    ["a header with a member more", (one) => (one.header = one.header.replace("{", '{"cty":"x",'))],
    ["a header without kid", (one) => (one.header = '{"alg":"EdDSA","typ":"concordat-statement"}')],
    ["a header with another typ", (one) => (one.header = one.header.replace("-statement", "-receipt"))],
    ["a header with crit", (one) => (one.header = one.header.replace("{", '{"crit":[],'))],
    ["alg none", (one) => (one.header = one.header.replace("EdDSA", "none"))],
    ["a signature that is no base64url", (one) => (one.signature = "?")],
    ["a signature with padding", (one) => (one.signature += "==")],
    ["an empty signature", (one) => (one.signature = "")],
    ["a signature with a dot", (one) => (one.signature = "AA.AA")],
    ["a signature that is not ASCII", (one) => (one.signature = "\u00e9\u00e9")],
  ];
  for (const [name, change] of entries) bad(`statement: ${name}`, "receipt.statement", {}, cited(change));
  bad("statement: behind the key of the signature", "receipt.statement", {}, of((made) => (made.statements[10].payload = "[]")));
  bad("statement: the founding", "receipt.statement", {}, of((made) => (made.statements[0].payload = "0")));
}

export function addSigners({ bad, good }) {
  const unknown = (name, change, make = world) => bad(`signer: ${name}`, "receipt.signer-unknown", {}, of(change, make));
  const given = (more, jwk = successor.jwk) => (made) => (made.statements[2] = keyGiven(jwk, { at: 2, ...more }));
  const foundersKey = (jwk) => (made) => (made.statements[0] = founding(jwk));
  unknown("a key nobody gave", (made) => (made.signer = outsider));
  unknown("a key given to somebody else", given({ to: "body.example" }));
  unknown("no statement that gives the key", (made) => {
    made.kept.delete(2);
  });
  unknown("no founding", (made) => made.kept.delete(0));
  unknown("a founding of another type", (made) => (made.statements[0] = statement("organisation", JSON.parse(made.statements[0].payload).body)));
  unknown("a founding without operator", (made) => (made.statements[0] = statement("founding", {})));
  unknown("a founding of an operator without name", (made) => (made.statements[0] = statement("founding", { operator: { organisation: "", key: founder.jwk } })), foundersWorld);
  unknown("a founding of an operator whose name is a number", (made) => (made.statements[0] = statement("founding", { operator: { organisation: 1, key: founder.jwk } })), foundersWorld);
  unknown("a key given by a statement of another type", (made) => (made.statements[2] = statement("key-revocation", { organisation: OPERATOR, key: successor.jwk })));
  unknown("a key given at the founding's place of another statement", (made) => (made.statements[2] = statement("key", { operator: { organisation: OPERATOR, key: successor.jwk } })));
  unknown("made before the key was given", (made) => (made.made = "2025-12-31T23:59:59.999Z"));
  unknown("made after the last day of the key", (made) => (made.made = "2028-01-01T00:00:00.000Z"));
  good("signer: made on the first day of the key", of((made) => (made.made = "2026-01-01T00:00:00.000Z")));
  good("signer: made on the last day of the key", of((made) => (made.made = "2027-12-31T23:59:59.999Z")));
  const spans = [
    ["no effective", "unknown", undefined],
    ["effective that is null", "unknown", null],
    ["no from", "unknown", { until: "2027-01-01" }],
    ["from that is no day", "unknown", { from: "2026-02-29" }],
    ["from with a time", "unknown", { from: "2026-01-01T00:00:00Z" }],
    ["from in the year 0", "unknown", { from: "0000-01-01" }],
    ["from tomorrow", "unknown", { from: "2026-06-02", possiblyFrom: "2026-01-01" }],
    ["until today", "unknown", { from: "2026-01-01", until: "2026-06-01" }],
    ["until today, inclusive", "good", { from: "2026-01-01", until: "2026-06-01", untilInclusive: true }],
    ["until today, inclusive in a word", "unknown", { from: "2026-01-01", until: "2026-06-01", untilInclusive: "true" }],
    ["until possibly later", "unknown", { from: "2026-01-01", until: "2026-06-01", possiblyUntil: "2027-01-01" }],
    ["until that is null", "unknown", { from: "2026-01-01", until: null }],
    ["until that is no day", "unknown", { from: "2026-01-01", until: "2026-06-31" }],
    ["until before from", "unknown", { from: "2026-06-01", until: "2026-05-01" }],
    ["until the end of all days, inclusive", "good", { from: "0001-01-01", until: "9999-12-31", untilInclusive: true }],
  ];
  for (const [name, verdict, effective] of spans) {
    if (verdict === "good") good(`signer: ${name}`, of(given({ effective })));
    else unknown(name, effective === undefined ? (made) => {
      made.statements[2].payload = made.statements[2].payload.replace("effective", "effectiv");
    } : given({ effective }));
  }
  const keys = [
    ["a key that is a text", successor.jwk.x],
    ["a private key", { ...successor.jwk, d: "AA" }],
    ["a key of another curve", { ...successor.jwk, crv: "X25519" }],
    ["a key of another type", { ...successor.jwk, kty: "EC" }],
    ["a key for another algorithm", { ...successor.jwk, alg: "ES256" }],
    ["a key for an algorithm that is null", { ...successor.jwk, alg: null }],
    ["a key with padding", { ...successor.jwk, x: `${successor.jwk.x}=` }],
    ["a key of 31 octets", { ...successor.jwk, x: base64url(Buffer.alloc(31, 9)) }],
    ["a key of small order", { ...successor.jwk, x: base64url(Buffer.concat([Buffer.of(1), Buffer.alloc(31)])) }],
  ];
  unknown("no key", (made) => (made.statements[2] = statement("key", { organisation: OPERATOR }, { at: 2 })));
  for (const [name, jwk] of keys) unknown(name, given({}, jwk));
  for (const alg of ["EdDSA", "Ed25519"]) good(`signer: a key for ${alg}`, of(given({}, { ...successor.jwk, alg, use: "sig" })));
  unknown("a point of P-256 without y", foundersKey({ ...p256.jwk, y: undefined }), () => ({ ...foundersWorld(), signer: p256 }));
  unknown("a point of P-384 that is too short", foundersKey({ ...p384.jwk, x: p256.jwk.x }), () => ({ ...foundersWorld(), signer: p384 }));
  good("signer: keys that cannot be read before the one that signs", of((made) => {
    made.statements[1] = keyGiven({ kty: "AKP", alg: "ML-DSA-44", pub: "AA" }, { at: 1 });
    made.kept.add(1);
    made.answer.findings[0].evidence.push(1);
  }));
  bad("signer: a key given twice, proved twice", "receipt.surplus", {}, of((made) => {
    made.statements[3] = keyGiven(successor.jwk, { at: 3 });
    made.kept.add(3);
  }));
}

export function addSignatures({ bad, good }) {
  const failing = (name, alter, made) => bad(`signature: ${name}`, "offline.signature", alter, made);
  failing("of another text", { signature: () => successor.sign("another") });
  failing("by another key under the same kid", { signature: (_, input) => outsider.sign(input) });
  failing("of zeros", { signature: () => Buffer.alloc(64) });
  failing("with R the neutral element", { signature: (_, input) => signatureWithNeutralPoint(successor.pair, input) });
  failing("with S not reduced", { signature: (_, input) => signatureNotReduced(successor.pair, input) });
  failing("of another answer", part(1, (one) => base64url(Buffer.from(one, "base64url").toString().replace('"conditional"', '"recognised"'))));
  failing("of another question", part(1, (one) => base64url(Buffer.from(one, "base64url").toString().replace('"market":"XA"', '"market":"XB"'))));
  failing("of another time", part(1, (one) => base64url(Buffer.from(one, "base64url").toString().replace("T12:00", "T12:01"))));
  good("signature: an answer altered by the operator, which only deriving it again tells", world(), answer((given) => (given.verdict = "recognised")));
  good("signature: a question altered by the operator", world(), answer((given) => (given.question.market = "XB")));
  failing("of another header", part(0, (one) => base64url(Buffer.from(one, "base64url").toString().replace("{", "{ "))));
  for (const size of [1, 63, 65, 96]) {
    bad(`signature: of ${size} octets`, "jws.signature-length", { signature: () => Buffer.alloc(size, 1) });
  }
  for (const key of [p256, p384]) {
    const made = () => ({ ...of((usual) => (usual.statements[0] = founding(key.jwk)), foundersWorld), signer: key });
    const half = key === p256 ? 32 : 48;
    const name = key.algorithm;
    failing(`${name} of another text`, { signature: () => key.sign("another") }, made());
    failing(`${name} with r of zero`, { signature: (usual) => Buffer.concat([Buffer.alloc(half), usual.subarray(half)]) }, made());
    failing(`${name} with s of zero`, { signature: (usual) => Buffer.concat([usual.subarray(0, half), Buffer.alloc(half)]) }, made());
    failing(`${name} with s beyond the order`, { signature: (usual) => Buffer.concat([usual.subarray(0, half), Buffer.alloc(half, 0xff)]) }, made());
    bad(`signature: ${name} an octet too long`, "jws.signature-length", { signature: (usual) => Buffer.concat([usual, Buffer.of(0)]) }, made());
    bad(`signature: ${name} under the name of EdDSA`, "jws.algorithm", header((given) => (given.alg = "EdDSA")), made());
    const jwk = { ...key.jwk, y: base64url(Buffer.alloc(half, 1)) };
    const elsewhere = { ...made(), signer: { ...key, kid: thumbprint(jwk) } };
    elsewhere.statements[0] = founding(jwk);
    failing(`${name} by a point that is not on the curve`, {}, elsewhere);
  }
}

export function addCited({ bad }) {
  const unproved = (name, change) => bad(`cited: ${name}`, "receipt.unproved", {}, of(change));
  unproved("an entry that is in a gap", ({ answer: given }) => given.findings[0].evidence.push(5));
  unproved("an entry beyond the log", ({ answer: given }) => given.findings[0].evidence.push(11));
  unproved("an entry beyond every log", ({ answer: given }) => given.findings[0].evidence.push((1n << 63n) - 1n));
  unproved("in a route", ({ answer: given }) => given.requirements[0].routes[0].findings.push({ evidence: [6] }));
  unproved("in a condition", ({ answer: given }) => given.conditions.push({ evidence: [6] }));
  unproved("in findings that are an object", ({ answer: given }) => (given.findings = { evidence: [4, 6] }));
  unproved("under names of the host", ({ answer: given }) => (given.findings[0].constructor = { evidence: [6] }));
  const surplus = (name, change) => bad(`cited: ${name}`, "receipt.surplus", {}, of(change));
  surplus("an entry that nothing cites", ({ kept }) => kept.add(5));
  surplus("an entry that the question alone cites", ({ kept }) => kept.add(9));
  surplus("the statement of another key of the operator", (made) => (made.signer = founder));
  surplus("findings left away", ({ answer: given }) => {
    given.requirements = [];
    given.conditions = [];
  });
  surplus("an index as a text", ({ answer: given }) => {
    given.findings[0].evidence = ["4"];
    given.requirements = [];
  });
  surplus("a list under another name", ({ answer: given }) => {
    given.findings = [{ Evidence: [4] }];
    given.requirements = [];
  });
  bad("cited: both, the lack first", "receipt.unproved", {}, of(({ kept, answer: given }) => {
    kept.add(5);
    given.findings[0].evidence.push(6);
  }));
}
