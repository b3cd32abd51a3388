// peers.mjs INPUTS ROUNDS: the credentials that concordat_bench_credential verified, verified by
// jose and by @digitalbazaar/vc. One JSON object a line, in the form of the other figures; seconds
// of processor time, the best of the rounds. One in a hundred is altered and must be refused.
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {compactVerify, importJWK} from 'jose';
import fs from 'node:fs';
import {createRequire} from 'node:module';

import {documentLoader, extra, suite, vc} from './theirs.mjs';

const [inputs, rounds] = process.argv.slice(2);
const at = new Date('2024-05-01T12:00:00Z');
const require = createRequire(import.meta.url);
const version = name => JSON.parse(fs.readFileSync(require.resolve('jose').replace(
                                       /node_modules.*/, `node_modules/${name}/package.json`)))
                            .version;
const jose = `jose ${version('jose')}`;
const digitalbazaar = `@digitalbazaar/vc ${version('@digitalbazaar/vc')}`;

async function rate(texts, verify, alteredEvery) {
  let best_s = Infinity;
  for (let round = 0; round < Number(rounds); ++round) {
    const before = process.cpuUsage();
    for (let n = 0; n < texts.length; ++n) {
      const good = await verify(texts[n]);
      if (good !== (n % alteredEvery !== alteredEvery - 1))
        throw new Error(`credential ${n}: ${good}`);
    }
    const {user, system} = process.cpuUsage(before);
    best_s = Math.min(best_s, (user + system) / 1e6);
  }
  return texts.length / best_s;
}

function print(metric, value) {
  console.log(JSON.stringify({
    bench: 'credential',
    metric,
    value: Math.round(value),
    unit: 'verifications/s of one core',
    against: '',
    ratio: null
  }));
}

const holds = ({validFrom, validUntil}) =>
    new Date(validFrom) <= at && (!validUntil || at < new Date(validUntil));

for (const line of fs.readFileSync(inputs, 'utf8').trim().split('\n')) {
  const {name, alteredEvery, keys, cases, lists} = JSON.parse(line);
  const imported = new Map();
  for (const [id, {controller, jwk, multikey}] of Object.entries(keys)) {
    imported.set(id, await importJWK(jwk, name === 'Ed25519' ? 'EdDSA' : 'ES256'));
    const method = {
      '@context': 'https://w3id.org/security/multikey/v1',
      id,
      type: 'Multikey',
      controller,
      publicKeyMultibase: multikey
    };
    extra.set(id, method);
    extra.set(controller, {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
      id: controller,
      verificationMethod: [method],
      assertionMethod: [id]
    });
  }
  const token = async text => {
    try {
      const {payload} = await compactVerify(text, header => imported.get(header.kid));
      return holds(JSON.parse(new TextDecoder().decode(payload)));
    } catch {
      return false;
    }
  };
  print(`${name} vc+jwt, by ${jose}`, await rate(cases['vc+jwt'], token, alteredEvery));

  const embedded = name === 'Ed25519' ? 'eddsa-jcs-2022' : 'ecdsa-jcs-2019';
  const proof = options => async text => {
    try {
      const result = await vc.verifyCredential({
        credential: JSON.parse(text),
        suite: suite(embedded),
        documentLoader,
        now: at,
        ...options
      });
      return result.verified;
    } catch {
      return false;
    }
  };
  print(
      `${name} ${embedded}, by ${digitalbazaar}`,
      await rate(cases[embedded], proof({}), alteredEvery));
  // Its status lists are documents with proofs; ours are tokens. What the token holds is given to
  // it unsigned, so that it unpacks the list each time and verifies no signature of it.
  for (const [id, text] of Object.entries(lists)) {
    extra.set(id, JSON.parse(Buffer.from(text.split('.')[1], 'base64url')));
  }
  const status = options => checkStatus({...options, verifyBitstringStatusListCredential: false});
  print(
      `${name} ${embedded}, status list unpacked each time, by ${digitalbazaar}`,
      await rate(
          cases[`${embedded}, status list each time`], proof({checkStatus: status}), alteredEvery));
}
