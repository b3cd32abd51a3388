// Follows the log from its first entry, with the same core as the registry runs, and answers again.
// Every signature is verified by the browser's own WebCrypto, and nothing is believed before.
import { failing, load, Refused, type Follower } from "@host/concordat.mjs";
import type { Told, Work } from "./messages.ts";

const BUNDLE = 256;
// Bundles on their way at a time.
const AHEAD = 4;

class Unchecked extends Error {
  readonly size: number | undefined;
  constructor(code: string, size?: number) {
    super(code);
    this.size = size;
  }
}
class Wrong extends Error {
  readonly place: string;
  constructor(code: string, place = "") {
    super(code);
    this.place = place;
  }
}

const tell = (told: Told): void => postMessage(told);

async function fetched(address: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch {
    throw new Unchecked("web.problem.offline");
  }
  if (!response.ok) throw new Unchecked("web.verify.not-served");
  return response;
}

// tile/entries/x001/234.p/17 (C2SP tlog-tiles).
function bundlePath(index: number, count: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, "0");
  const groups = padded.match(/.../g) ?? [];
  const path = groups.map((group, at) => (at + 1 < groups.length ? `x${group}` : group)).join("/");
  return `/log/tile/entries/${path}${count === BUNDLE ? "" : `.p/${count}`}`;
}

async function moduleFrom(address: string) {
  const response = await fetched(address);
  return load(await WebAssembly.compile(await response.arrayBuffer()));
}

async function canVerify(): Promise<void> {
  if (globalThis.crypto?.subtle === undefined) throw new Unchecked("web.verify.insecure");
  try {
    const key = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
    await crypto.subtle.importKey("jwk", key, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    throw new Unchecked("web.verify.no-ed25519");
  }
}

interface Tally {
  signatures: number;
  bytes: number;
}

async function discharge(follower: Follower, tally: Tally, place: string): Promise<void> {
  const obligations = follower.takeObligations();
  const bad = await failing(obligations, crypto.subtle);
  if (bad.length > 0) throw new Wrong("web.verify.signature", place);
  tally.signatures += obligations.length;
}

async function follow(follower: Follower, size: number, tally: Tally): Promise<void> {
  const bundles = Math.ceil(size / BUNDLE);
  const widthOf = (index: number) => Math.min(BUNDLE, size - index * BUNDLE);
  const coming = new Map<number, Promise<ArrayBuffer>>();
  const want = (index: number) => {
    if (index >= bundles) return;
    const path = bundlePath(index, widthOf(index));
    const bundle = fetched(path).then((response) => response.arrayBuffer());
    // Told when its turn comes.
    bundle.catch(() => undefined);
    coming.set(index, bundle);
  };
  for (let index = 0; index < AHEAD; ++index) want(index);
  for (let index = 0; index < bundles; ++index) {
    const octets = new Uint8Array((await coming.get(index)) ?? new ArrayBuffer(0));
    coming.delete(index);
    want(index + AHEAD);
    tally.bytes += octets.length;
    const held = follower.addBundle(octets, index, widthOf(index));
    await discharge(follower, tally, String(index * BUNDLE));
    tell({ kind: "progress", step: "entries", done: held, of: size });
  }
}

async function run({ question, language, wasm, most }: Work): Promise<void> {
  const started = performance.now();
  tell({ kind: "progress", step: "module", done: 0, of: 1 });
  await canVerify();
  const follower = (await moduleFrom(wasm)).follower();
  tell({ kind: "progress", step: "checkpoint", done: 0, of: 1 });
  const service = (await (await fetched("/v1")).json()) as { logKey?: string };
  const note = await (await fetched("/log/checkpoint", { cache: "no-store" })).text();
  const key = service.logKey ?? "";
  const [, sizeText = "", root = ""] = note.split("\n");
  const size = Number(sizeText);
  if (!Number.isSafeInteger(size) || size < 0) throw new Wrong("web.verify.checkpoint");
  if (size > most) throw new Unchecked("web.verify.too-large", size);
  const tally = { signatures: 0, bytes: 0 };
  await follow(follower, size, tally);
  tell({ kind: "progress", step: "root", done: 0, of: 1 });
  follower.checkCheckpoint(note, key);
  await discharge(follower, tally, "checkpoint");
  tell({ kind: "progress", step: "answer", done: 0, of: 1 });
  const own = follower.determine(question);
  const theirs = await fetched("/v1/determinations", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": language },
    body: question,
  });
  const equal = (await theirs.text()) === own;
  const milliseconds = Math.round(performance.now() - started);
  tell({ kind: "done", equal, own, entries: size, root, key, milliseconds, ...tally });
}

addEventListener("message", (event: MessageEvent<Work>) => {
  run(event.data).catch((thrown: unknown) => {
    if (thrown instanceof Unchecked) {
      tell({ kind: "unchecked", code: thrown.message, ...(thrown.size !== undefined && { size: thrown.size }) });
    } else if (thrown instanceof Wrong) {
      tell({ kind: "failed", code: thrown.message, place: thrown.place });
    } else if (thrown instanceof Refused) {
      tell({ kind: "failed", code: thrown.code, place: thrown.refusal.place ?? "" });
    } else {
      // Memory that ran out, an algorithm that the browser lacks: nothing has been checked.
      console.error(thrown);
      tell({ kind: "unchecked", code: "web.verify.stopped" });
    }
  });
});
