// The WebAssembly module behind a class, in browsers and in Node alike; no dependencies.
// Types: concordat.d.mts. What the calls mean: wasm/exports/exports.hpp, wasm/follower.hpp.

const INTERFACE = 1;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

// A refusal, with its stable code: the caller's input, or a log that does not hold.
export class Refused extends Error {
  constructor(refusal) {
    super(refusal.place ? `${refusal.code} at ${refusal.place}` : refusal.code);
    this.name = "Refused";
    this.code = refusal.code;
    this.refusal = refusal;
  }
}

// From the module's bytes, or from a WebAssembly.Module compiled before.
export async function load(source) {
  const module = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
  // It imports nothing: it can reach no file, clock or network.
  const { exports } = await WebAssembly.instantiate(module, {});
  exports._initialize();
  if (exports.concordat_interface() !== INTERFACE) {
    throw new Error(`a module with interface ${exports.concordat_interface()}, not ${INTERFACE}`);
  }
  return new Concordat(exports);
}

class Concordat {
  #exports;
  constructor(exports) {
    this.#exports = exports;
  }
  follower() {
    return new Follower(this.#exports);
  }
  // Octets of linear memory taken so far; it never shrinks.
  get memorySize() {
    return this.#exports.memory.buffer.byteLength;
  }
}

class Follower {
  #exports;
  #session;

  constructor(exports) {
    this.#exports = exports;
    this.#session = exports.concordat_open();
  }

  close() {
    if (this.#session) this.#exports.concordat_close(this.#session);
    this.#session = 0;
  }

  // The result of the last call, as octets; valid until the next one.
  #octets() {
    const at = this.#exports.concordat_result(this.#session);
    const size = this.#exports.concordat_result_size(this.#session);
    return new Uint8Array(this.#exports.memory.buffer, at, size);
  }
  #text() {
    return decoder.decode(this.#octets());
  }

  // Calls an export with octets in linear memory.
  #call(name, octets, ...rest) {
    if (!this.#session) throw new Error("the follower is closed");
    const memory = this.#exports.concordat_allocate(Math.max(octets.length, 1));
    new Uint8Array(this.#exports.memory.buffer, memory, octets.length).set(octets);
    const status = this.#exports[name](this.#session, memory, octets.length, ...rest);
    this.#exports.concordat_release(memory);
    if (status !== 0) throw new Refused(JSON.parse(this.#text()));
  }

  // The entry bundle `index` of the log, with `count` entries. Returns how many entries are held.
  addBundle(octets, index, count) {
    this.#call("concordat_add_bundle", octets, index, count);
    return JSON.parse(this.#text()).size;
  }
  // A statement nobody signed, as JSON text or as a value.
  addDraft(draft, recordedMs) {
    const text = typeof draft === "string" ? draft : JSON.stringify(draft);
    this.#call("concordat_add_draft", encoder.encode(text), recordedMs);
    return JSON.parse(this.#text()).size;
  }
  // That the checkpoint is this log's, and has the root of the entries held.
  checkCheckpoint(note, vkey) {
    this.#call("concordat_check_checkpoint", encoder.encode(`${vkey}\n${note}`));
  }
  // The signatures that must hold, each handed out once.
  takeObligations() {
    this.#exports.concordat_take_obligations(this.#session);
    return JSON.parse(this.#text());
  }
  // The answer as JSON text, octet for octet what the registry answers.
  determine(question) {
    return decoder.decode(this.determineOctets(question));
  }
  // The same as octets in linear memory: a view that the next call may overwrite.
  determineOctets(question) {
    const text = typeof question === "string" ? question : JSON.stringify(question);
    this.#call("concordat_determine", encoder.encode(text));
    return this.#octets();
  }
}

const ALGORITHMS = {
  Ed25519: [{ name: "Ed25519" }, { name: "Ed25519" }],
  "P-256": [{ name: "ECDSA", namedCurve: "P-256" }, { name: "ECDSA", hash: "SHA-256" }],
  "P-384": [{ name: "ECDSA", namedCurve: "P-384" }, { name: "ECDSA", hash: "SHA-384" }],
};

function fromBase64url(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

// Discharges obligations by WebCrypto. Returns those that do not hold; empty is good. Throws when
// the host cannot verify this kind of signature: then nothing has been checked. The module has
// refused keys of small order and keys that are not canonical before; WebCrypto need not.
export async function failing(obligations, subtle) {
  const keys = new Map();
  const bad = [];
  for (const obligation of obligations) {
    const [imported, verified] = ALGORITHMS[obligation.key.crv];
    const name = JSON.stringify(obligation.key);
    if (!keys.has(name)) {
      keys.set(name, await subtle.importKey("jwk", obligation.key, imported, false, ["verify"]));
    }
    const signature = fromBase64url(obligation.signature);
    const message = fromBase64url(obligation.message);
    if (!(await subtle.verify(verified, keys.get(name), signature, message))) bad.push(obligation);
  }
  return bad;
}
