// check.mjs ADDRESS: our credentials verified by other people's libraries, and theirs by ours, over
// the VC-API of a running server. One line a case; exit status 1 when one is not as expected.
import {checkStatus, createCredential, createList} from '@digitalbazaar/vc-bitstring-status-list';
import {CompactSign, compactVerify, exportJWK, generateKeyPair, importJWK} from 'jose';

import {documentLoader, extra, joseKey, makeIssuer, suite, vc} from './theirs.mjs';

const address = process.argv[2];
let bad = 0;

function tell(what, got, expected) {
  const good = got === expected;
  if (!good) ++bad;
  console.log(
      `${good ? 'as expected' : 'NOT AS EXPECTED'}  ${what}: ${got}` +
      (good ? '' : ` (expected: ${expected})`));
}

async function post(path, body) {
  const answer = await fetch(
      address + path,
      {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
  const text = await answer.text();
  return {status: answer.status, body: text ? JSON.parse(text) : null};
}

const context = 'https://www.w3.org/ns/credentials/v2';
const plain = () => ({
  '@context': [context],
  type: ['VerifiableCredential'],
  validFrom: '2024-01-01T00:00:00Z',
  credentialSubject: {id: 'urn:example:kettle', name: 'Kettle K-200 \u{1F375} é'}
});

async function issue(credential, options) {
  const {status, body} = await post('/vc-api/credentials/issue', {credential, options});
  if (status !== 201) throw new Error(`not issued: ${JSON.stringify(body)}`);
  return body.verifiableCredential;
}

async function ourVerdict(document) {
  const {body} = await post('/vc-api/credentials/verify', {verifiableCredential: document});
  return body.verdict ?? body.code;
}

// --- made here, verified there ------------------------------------------------------------------

async function theirVerdict(credential, options = {}) {
  const name = credential.proof.cryptosuite;
  const result =
      await vc.verifyCredential({credential, suite: suite(name), documentLoader, ...options});
  return result.verified ? 'verified' : 'rejected';
}

async function joseVerdict(token) {
  const payload = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
  const {algorithm, key} = await joseKey(payload.issuer);
  try {
    const {protectedHeader} = await compactVerify(token, key, {algorithms: [algorithm]});
    return protectedHeader.typ === 'vc+jwt' ? 'verified' : 'another type';
  } catch {
    return 'rejected';
  }
}

const altered = text => text.slice(0, 40) + (text[40] === 'A' ? 'B' : 'A') + text.slice(41);

async function ours(issuers) {
  for (const issuer of issuers) {
    const envelope = await issue({...plain(), issuer}, {securing: 'vc+jwt'});
    const token = envelope.id.slice('data:application/vc+jwt,'.length);
    const kind = JSON.parse(Buffer.from(token.split('.')[0], 'base64url')).alg;
    tell(`ours, vc+jwt ${kind}, by jose`, await joseVerdict(token), 'verified');
    const parts = token.split('.');
    tell(
        `ours, vc+jwt ${kind}, altered, by jose`,
        await joseVerdict([parts[0], parts[1], altered(parts[2])].join('.')), 'rejected');

    const embedded = await issue({...plain(), issuer}, {});
    const named = `${embedded.proof.cryptosuite} ${issuer.slice(8, 12)}`;
    tell(`ours, ${named}, by @digitalbazaar/vc`, await theirVerdict(embedded), 'verified');
    const other = structuredClone(embedded);
    other.credentialSubject.name = 'Kettle K-300';
    tell(`ours, ${named}, altered, by @digitalbazaar/vc`, await theirVerdict(other), 'rejected');
  }
}

async function ourStatus() {
  const entry = {type: 'BitstringStatusListEntry', statusPurpose: 'revocation'};
  const id = `urn:uuid:${crypto.randomUUID()}`;
  const credential = await issue({...plain(), id}, {credentialStatus: entry});
  const list = credential.credentialStatus.statusListCredential;
  const verdict = async () => {
    extra.set(list, await (await fetch(list)).json());
    const result = await vc.verifyCredential({
      credential,
      suite: suite('eddsa-jcs-2022'),
      documentLoader,
      checkStatus: options => checkStatus({...options, verifyBitstringStatusListCredential: true})
    });
    // Its `verified` says that the list could be read; what stands there is a result beside it.
    const isSet = result.statusResult?.results?.some(one => one.status);
    return result.verified && !isSet ? 'verified' : 'rejected';
  };
  tell('ours, status list, unset, by @digitalbazaar', await verdict(), 'verified');
  await post(
      '/vc-api/credentials/status', {credentialId: id, credentialStatus: entry, status: true});
  tell('ours, status list, revoked, by @digitalbazaar', await verdict(), 'rejected');
}

// --- made there, verified here ------------------------------------------------------------------

async function joseToken(algorithm, curve) {
  const {publicKey, privateKey} = await generateKeyPair(algorithm, {crv: curve, extractable: true});
  const jwk = await exportJWK(publicKey);
  const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
  const sign = (header, document) =>
      new CompactSign(Buffer.from(JSON.stringify(document)))
          .setProtectedHeader({alg: algorithm, kid: `${did}#0`, ...header})
          .sign(privateKey);
  return {did, sign};
}

async function theirTokens() {
  for (const [algorithm, curve] of [['EdDSA', 'Ed25519'], ['ES256'], ['ES384']]) {
    const {did, sign} = await joseToken(algorithm, curve);
    const token = await sign({typ: 'vc+jwt'}, {...plain(), issuer: did});
    tell(`jose, vc+jwt ${algorithm}, here`, await ourVerdict(token), 'verified');
    const envelope = {
      '@context': context,
      id: `data:application/vc+jwt,${token}`,
      type: 'EnvelopedVerifiableCredential'
    };
    tell(`jose, vc+jwt ${algorithm} in an envelope, here`, await ourVerdict(envelope), 'verified');
    const parts = token.split('.');
    tell(
        `jose, vc+jwt ${algorithm}, altered, here`,
        await ourVerdict([parts[0], parts[1], altered(parts[2])].join('.')), 'rejected');
    const mistyped = await sign({typ: 'at+jwt'}, {...plain(), issuer: did});
    tell(`jose, ${algorithm} of another type, here`, await ourVerdict(mistyped), 'rejected');
  }
  // An algorithm of JOSE that is on no list here: the data model's suites use it, UNTP does not.
  const {did, sign} = await joseToken('ES512');
  tell(
      'jose, vc+jwt ES512, here',
      await ourVerdict(await sign({typ: 'vc+jwt'}, {...plain(), issuer: did})), 'rejected');
}

async function theirProofs() {
  for (const [name, curve] of [
           ['eddsa-jcs-2022'], ['ecdsa-jcs-2019', 'P-256'], ['ecdsa-jcs-2019', 'P-384']]) {
    const issuer = await makeIssuer(name, curve);
    const named = `${name} ${curve ?? 'Ed25519'}`;
    const credential = await vc.issue(
        {credential: {...plain(), issuer: issuer.id}, suite: issuer.suite, documentLoader});
    tell(`@digitalbazaar/vc, ${named}, here`, await ourVerdict(credential), 'verified');
    const other = structuredClone(credential);
    other.credentialSubject.name = 'Kettle K-300';
    tell(`@digitalbazaar/vc, ${named}, altered, here`, await ourVerdict(other), 'rejected');
    const holder = await makeIssuer(name, curve);
    const options = {challenge: '1235abcd6789', domain: 'domain.example'};
    const presentation = await vc.signPresentation({
      presentation: vc.createPresentation(
          {verifiableCredential: credential, holder: holder.id, version: 2.0}),
      suite: holder.suite,
      documentLoader,
      ...options
    });
    const verdict = async asked => (await post('/vc-api/presentations/verify', {
                                     verifiablePresentation: presentation,
                                     options: asked
                                   })).body.verdict;
    tell(`@digitalbazaar/vc, presentation ${named}, here`, await verdict(options), 'verified');
    tell(
        `@digitalbazaar/vc, presentation ${named} for another, here`,
        await verdict({...options, challenge: 'another'}), 'rejected');
  }
  // A suite that canonicalises by RDF is neither skipped nor refused: it could not be checked.
  const rdfc = await makeIssuer('eddsa-rdfc-2022');
  const credential = await vc.issue({
    credential: {
      '@context': [context],
      type: ['VerifiableCredential'],
      issuer: rdfc.id,
      credentialSubject: {id: 'urn:example:kettle'}
    },
    suite: rdfc.suite,
    documentLoader
  });
  tell(
      '@digitalbazaar/vc, eddsa-rdfc-2022, here', await ourVerdict(credential),
      'could-not-be-checked');
}

async function theirStatus() {
  const issuer = await makeIssuer('eddsa-jcs-2022');
  const id = 'https://body.example/status/1';
  for (const [set, expected] of [[false, 'verified'], [true, 'rejected']]) {
    const list = await createList({length: 131072});
    list.setStatus(94567, set);
    const unsigned =
        await createCredential({id, list, statusPurpose: 'revocation', context: [context]});
    const listCredential = await vc.issue(
        {credential: {...unsigned, issuer: issuer.id}, suite: issuer.suite, documentLoader});
    const credential = await vc.issue({
      credential: {
        ...plain(),
        issuer: issuer.id,
        credentialStatus: {
          type: 'BitstringStatusListEntry',
          statusPurpose: 'revocation',
          statusListIndex: '94567',
          statusListCredential: id
        }
      },
      suite: issuer.suite,
      documentLoader
    });
    const {body} =
        await post('/v1/credentials/verify', {document: credential, statusLists: [listCredential]});
    tell(`@digitalbazaar status list, ${set ? 'revoked' : 'unset'}, here`, body.verdict, expected);
  }
}

// --- what the registry itself issues ------------------------------------------------------------

async function registryCredential() {
  const answer = await fetch(
      `${address}/v1/certificates/ANSSI-CC-2023%2F42/credential`,
      {headers: {Accept: 'application/vc+jwt'}});
  const token = await answer.text();
  if (answer.status !== 200)
    return tell('the registry’s own credential, by jose', token, 'verified');
  const document = await (await fetch(`${address}/log/did.json`)).json();
  const header = JSON.parse(Buffer.from(token.split('.')[0], 'base64url'));
  const method = document.verificationMethod.find(one => one.id === header.kid);
  const {payload} = await compactVerify(token, await importJWK(method.publicKeyJwk, 'EdDSA'));
  const credential = JSON.parse(Buffer.from(payload));
  tell(
      'the registry’s own credential, by jose',
      credential.issuer.id === document.id ? 'verified' : 'another issuer', 'verified');
}

await ours(process.argv.slice(3));
await ourStatus();
await theirTokens();
await theirProofs();
await theirStatus();
await registryCredential();
console.log(bad === 0 ? 'all as expected' : `${bad} not as expected`);
process.exit(bad === 0 ? 0 : 1);
