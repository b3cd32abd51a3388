// Other people's libraries, set up as their documentation says.
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as didKey from '@digitalbazaar/did-method-key';
import * as ecdsaJcs from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as eddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {cryptosuite as eddsaRdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {importJWK} from 'jose';
import {createPublicKey} from 'node:crypto';

export {vc};

const driver = didKey.driver();
driver.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: Ed25519Multikey.from});
driver.use({multibaseMultikeyHeader: 'zDna', fromMultibase: EcdsaMultikey.from});
driver.use({multibaseMultikeyHeader: 'z82L', fromMultibase: EcdsaMultikey.from});

// The document of a did:key, or the method that a DID URL names.
export const resolve = url => driver.get({url});

// What is loaded beside did:key documents, by address.
export const extra = new Map();

export async function documentLoader(url) {
  if (url.startsWith('did:key:')) {
    return {contextUrl: null, documentUrl: url, document: await resolve(url)};
  }
  if (extra.has(url)) return {contextUrl: null, documentUrl: url, document: extra.get(url)};
  return vc.defaultDocumentLoader(url);
}

const verifying = {
  'eddsa-jcs-2022': () => eddsaJcs.createVerifyCryptosuite(),
  'ecdsa-jcs-2019': () => ecdsaJcs.createVerifyCryptosuite(),
  'eddsa-rdfc-2022': () => eddsaRdfc
};
const signing = {
  'eddsa-jcs-2022': () => eddsaJcs.createSignCryptosuite(),
  'ecdsa-jcs-2019': () => ecdsaJcs.createSignCryptosuite(),
  'eddsa-rdfc-2022': () => eddsaRdfc
};

export const suite = name => new DataIntegrityProof({cryptosuite: verifying[name]()});

// A key of their making: a did:key that signs by that suite.
export async function makeIssuer(name, curve) {
  const pair = curve ? await EcdsaMultikey.generate({curve}) : await Ed25519Multikey.generate();
  const {publicKeyMultibase} = await pair.export({publicKey: true});
  pair.controller = `did:key:${publicKeyMultibase}`;
  pair.id = `${pair.controller}#${publicKeyMultibase}`;
  return {
    id: pair.controller,
    suite: new DataIntegrityProof({signer: pair.signer(), cryptosuite: signing[name]()})
  };
}

// SubjectPublicKeyInfo up to the key itself; points are compressed, as in did:key.
const kinds = {
  z6Mk: ['EdDSA', 2, '302a300506032b6570032100'],
  zDna: ['ES256', 2, '3039301306072a8648ce3d020106082a8648ce3d030107032200'],
  z82L: ['ES384', 2, '3046301006072a8648ce3d020106052b81040022033200']
};

// The key of a did:key as jose takes it, by way of OpenSSL and not of our code.
export async function joseKey(did) {
  const document = await resolve(did);
  const {publicKeyMultibase} = document.verificationMethod[0];
  const [algorithm, prefix, head] = kinds[publicKeyMultibase.slice(0, 4)];
  const key = Buffer.from(decodeBase58(publicKeyMultibase.slice(1)).slice(prefix));
  const der = Buffer.concat([Buffer.from(head, 'hex'), key]);
  const jwk = createPublicKey({key: der, format: 'der', type: 'spki'}).export({format: 'jwk'});
  return {algorithm, key: await importJWK(jwk, algorithm)};
}

export function decodeBase58(text) {
  const letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let number = 0n;
  for (const letter of text) number = number * 58n + BigInt(letters.indexOf(letter));
  let hex = number.toString(16);
  if (hex.length % 2) hex = '0' + hex;
  return Buffer.from(hex, 'hex');
}
