// JSON as spec/formats/json.md reads and prints it. The host's own parser keeps the last of two equal
// names, knows no exact integers, takes half a surrogate pair for a character, puts names that look like
// numbers first, and has no bound to its depth: of what is signed, each would be another reading.

// An integer that 64 bits with a sign hold is a bigint, any other number a number.
export type Json = null | boolean | bigint | number | string | Json[] | JsonObject;
// Members in the order of the text.
export type JsonObject = ReadonlyMap<string, Json>;

const DEPTH = 64;
const LEAST = -(1n << 63n);
const LARGEST = (1n << 63n) - 1n;
const LONGEST = String(LEAST).length;

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// eslint-disable-next-line no-control-regex
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const SPACE = /[ \n\r\t]*/y;
// With `u`, a pair is one character, and only halves are left to match.
const HALF_A_PAIR = /[\ud800-\udfff]/u;

class Refused extends Error {}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(depth: number): Json {
    const value = this.#value(depth);
    this.#space();
    if (this.#at !== this.#text.length) throw new Refused();
    return value;
  }

  #space(): void {
    this.#take(SPACE);
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) throw new Refused();
    const from = this.#at;
    this.#at = pattern.lastIndex;
    return this.#text.slice(from, this.#at);
  }

  #skips(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #value(depth: number): Json {
    this.#space();
    switch (this.#text[this.#at]) {
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      case '"':
        return this.#string();
    }
    if (this.#skips("true")) return true;
    if (this.#skips("false")) return false;
    if (this.#skips("null")) return null;
    return this.#number();
  }

  // What stands between brackets, each element as `read` takes it.
  #list(depth: number, close: string, read: () => void): void {
    if (depth === 0) throw new Refused();
    ++this.#at;
    this.#space();
    if (this.#skips(close)) return;
    do {
      read();
      this.#space();
    } while (this.#skips(","));
    if (!this.#skips(close)) throw new Refused();
  }

  #array(depth: number): Json[] {
    const elements: Json[] = [];
    this.#list(depth, "]", () => elements.push(this.#value(depth - 1)));
    return elements;
  }

  #object(depth: number): JsonObject {
    const members = new Map<string, Json>();
    this.#list(depth, "}", () => {
      this.#space();
      const name = this.#string();
      this.#space();
      if (members.has(name) || !this.#skips(":")) throw new Refused();
      members.set(name, this.#value(depth - 1));
    });
    return members;
  }

  #string(): string {
    const text = JSON.parse(this.#take(STRING)) as string;
    if (HALF_A_PAIR.test(text)) throw new Refused();
    return text;
  }

  #number(): bigint | number {
    const literal = this.#take(NUMBER);
    if (literal.length <= LONGEST && !/[.eE]/.test(literal)) {
      const exact = BigInt(literal);
      if (exact >= LEAST && exact <= LARGEST) return exact;
    }
    const nearest = Number(literal);
    if (!Number.isFinite(nearest)) throw new Refused();
    return nearest;
  }
}

// Undefined for what is no document of that profile.
export function readJson(text: string, depth = DEPTH): Json | undefined {
  try {
    return new Reader(text).document(depth);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

// Without white space, members in their own order.
export function compact(json: Json): string {
  if (Array.isArray(json)) return `[${json.map(compact).join(",")}]`;
  if (isObject(json)) {
    return `{${[...json].map(([name, member]) => `${JSON.stringify(name)}:${compact(member)}`).join(",")}}`;
  }
  // ECMAScript prints a negative zero as RFC 8785 wants it, without its sign.
  return typeof json === "string" ? JSON.stringify(json) : String(json);
}

export function isObject(json: Json | undefined): json is JsonObject {
  return json instanceof Map;
}

export function textIn(json: JsonObject, name: string): string | null {
  const member = json.get(name);
  return typeof member === "string" ? member : null;
}

export function objectIn(json: JsonObject, name: string): JsonObject | null {
  const member = json.get(name);
  return isObject(member) ? member : null;
}
