// The three tiers over a folder of documents: see README.md. node tiers.mjs WORK UNTP OWN
import fs from "node:fs";
import path from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import formats from "ajv-formats";
import jsonld from "jsonld";

const [work, untp, own] = process.argv.slice(2);
const read = (...parts) => JSON.parse(fs.readFileSync(path.join(...parts), "utf8"));
const copy = (document) => structuredClone(document);

const CONTEXTS = {
  "https://www.w3.org/ns/credentials/v2": read(untp, "w3c/credentials-v2.jsonld"),
  "https://vocabulary.uncefact.org/untp/0.7.0/context/": read(untp, "v0.7.0/contexts/untp.jsonld"),
};
// Nothing is fetched; our own contexts are the same at every registry.
const documentLoader = async (url) => {
  const found = CONTEXTS[url] ?? (/\/contexts\/[\w-]+$/.test(url)
    ? read(own, url.slice(url.lastIndexOf("/") + 1) + ".jsonld") : undefined);
  if (!found) throw new Error(`unknown context ${url}`);
  return {contextUrl: null, documentUrl: url, document: found};
};

const ajv = formats(new Ajv2020({strict: false, allErrors: false}));
const compiled = new Map();
const validator = (name, schema) => {
  if (!compiled.has(name)) compiled.set(name, ajv.compile(schema()));
  return compiled.get(name);
};
const VC = "w3c/verifiable-credential-schema.json";
const OF_UNTP = {
  DigitalConformityCredential: "v0.7.0/schema/dcc/ConformityCredential.json",
  DigitalIdentityAnchor: "v0.7.0/schema/dia/DigitalIdentityAnchor.json",
  ConformityScheme: "v0.7.0/schema/cvc/ConformityScheme.json",
};
const isCredential = (document) => document.type.includes("VerifiableCredential");

function schemaOf(document) {
  if (document.credentialSchema) {
    const name = document.credentialSchema.id.split("/").pop() + ".json";
    return validator(name, () => read(own, name));
  }
  for (const within of ["ConformityProfile", "Criterion"]) {
    if (!document.type.includes(within)) continue;
    const whole = read(untp, OF_UNTP.ConformityScheme);
    return validator(within, () => ({$ref: `#/$defs/${within}`, $defs: whole.$defs}));
  }
  const file = OF_UNTP[Object.keys(OF_UNTP).find((type) => document.type.includes(type))];
  return validator(file, () => read(untp, file));
}

async function tier1(document) {
  await jsonld.expand(document, {safe: true, documentLoader});
  if (!isCredential(document)) return;
  const valid = validator(VC, () => read(untp, VC));
  if (!valid(document)) throw new Error(ajv.errorsText(valid.errors));
}
async function tier2(document) {
  const valid = schemaOf(document);
  if (!valid(document)) throw new Error(ajv.errorsText(valid.errors));
}

// ---- the graph --------------------------------------------------------------------------------

const UNTP = "https://vocabulary.uncefact.org/untp/";
const VCS = "https://www.w3.org/2018/credentials#";
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const quads = (document) => jsonld.toRDF(document, {safe: true, documentLoader});
const objects = (graph, subject, predicate) => graph
  .filter((quad) => quad.predicate.value === predicate
    && (subject === undefined || quad.subject.value === subject))
  .map((quad) => quad.object.value);
const subjects = (graph, predicate, object) => graph
  .filter((quad) => quad.predicate.value === predicate && quad.object.value === object)
  .map((quad) => quad.subject.value);

// Criteria that a conforming assessment of some credential names, and by whom.
function attested(graph) {
  const found = new Map();
  for (const credential of subjects(graph, TYPE, UNTP + "DigitalConformityCredential")) {
    const [issuer] = objects(graph, credential, VCS + "issuer");
    for (const subject of objects(graph, credential, VCS + "credentialSubject")) {
      for (const assessment of objects(graph, subject, UNTP + "conformityAssessment")) {
        if (!objects(graph, assessment, UNTP + "conformance").includes("true")) continue;
        for (const criterion of objects(graph, assessment, UNTP + "assessmentCriteria")) {
          found.set(criterion, issuer);
        }
      }
    }
  }
  return found;
}

// An issuer is trusted by itself, or when an identity anchor about it has a trusted issuer.
function trusts(graph, issuer, anchors, depth = 4) {
  if (anchors.includes(issuer)) return true;
  if (depth === 0) return false;
  return subjects(graph, VCS + "credentialSubject", issuer)
    .flatMap((credential) => objects(graph, credential, VCS + "issuer"))
    .some((next) => next !== issuer && trusts(graph, next, anchors, depth - 1));
}

const claim = (criterion) => ({
  "@context": ["https://vocabulary.uncefact.org/untp/0.7.0/context/"],
  type: ["Claim"], id: "https://maker.example/claims/1", name: "Safe",
  referenceCriteria: [{type: ["Criterion"], id: criterion, name: "Criterion"}],
});
const claimed = async (criterion) =>
  objects(await quads(claim(criterion)), undefined, UNTP + "referenceCriteria");

async function tier3(documents, entries) {
  const graph = [];
  for (const {document} of documents) graph.push(...await quads(document));
  const criteria = attested(graph);
  if (criteria.size === 0) throw new Error("no criterion is attested");
  const known = new Set(entries.map(({document}) => document.id));
  for (const [criterion, issuer] of criteria) {
    const [named] = await claimed(criterion);
    if (!criteria.has(named)) throw new Error(`a claim of ${criterion} is not attested`);
    if (!known.has(criterion)) throw new Error(`${criterion} has no entry`);
    if (!trusts(graph, issuer, [issuer])) throw new Error(`${issuer} is not trusted`);
    if (trusts(graph, issuer, ["did:web:somebody.example"])) throw new Error("trust from nowhere");
  }
  const [other] = await claimed("https://demo.example/vocabulary/standards/ANOTHER");
  if (criteria.has(other)) throw new Error("a claim of another criterion is attested");
  return `${graph.length} quads, ${criteria.size} criteria attested`;
}

// ---- all of it --------------------------------------------------------------------------------

const documents = fs.readdirSync(path.join(work, "documents"))
  .map((name) => ({name, document: read(work, "documents", name)}));
const entries = fs.readFileSync(path.join(work, "vocabulary.ndjson"), "utf8").trim().split("\n")
  .map((line) => JSON.parse(line)).map((document) => ({name: document.id, document}));
const counts = {};
let failed = 0;

async function check(tier, what, {name, document}) {
  try {
    await tier(document);
    counts[what] = (counts[what] ?? 0) + 1;
  } catch (error) {
    failed += 1;
    console.log(`${what}: ${name}: ${error.message.slice(0, 300)} `
      + JSON.stringify(error.details?.event ?? "").slice(0, 300));
  }
}
async function mustFail(tier, what, document, change) {
  const other = copy(document);
  change(other);
  try {
    await tier(other);
  } catch {
    counts["fails as it should"] = (counts["fails as it should"] ?? 0) + 1;
    return;
  }
  failed += 1;
  console.log(`${what} passes, and should not`);
}

for (const one of [...documents, ...entries]) {
  await check(tier1, "tier 1", one);
  await check(tier2, "tier 2", one);
}
const agreement = documents.find(({name}) => name.startsWith("agreements")).document;
const certificate = documents.find(({name}) => name.startsWith("certificates")).document;
await mustFail(tier1, "an invented term of ours", agreement,
  (one) => { one.credentialSubject.invented = 1; });
await mustFail(tier1, "contexts in another order", certificate, (one) => one["@context"].reverse());
await mustFail(tier1, "no issuer", certificate, (one) => { delete one.issuer; });
await mustFail(tier2, "a code that is none", certificate,
  (one) => { one.credentialSubject.assessmentLevel = "GlobalMRA"; });
await mustFail(tier2, "a state that is none", agreement,
  (one) => { one.credentialSubject.agreementAnnex[0].annexState = "fine"; });
try {
  console.log("tier 3: " + await tier3(documents, entries));
} catch (error) {
  failed += 1;
  console.log(`tier 3: ${error.message}`);
}
console.log(JSON.stringify({documents: documents.length, entries: entries.length, ...counts,
  failed}));
process.exit(failed ? 1 : 0);
