// What is read of a statement that is proved to be in a log: that it is one, and which key it gives whom
// (spec/formats/receipt.md). No catalogue of types is needed for that.
import { Host } from "./host.js";
import { isObject, JsonObject, objectIn, readJson, textIn } from "./json.js";
import { readJwk, PublicKey } from "./jwk.js";
import { parseJws } from "./jws.js";
import { textOf } from "./octets.js";
import { Failed } from "./verdict.js";

const TYPE = "concordat-statement";
const MAX_PAYLOAD_SIZE = 48_000;

// The payload, an object. Its signature is not checked: the log vouches for it; nor its size as a JWS, which
// is that of an entry.
export function readStatement(compact: string): JsonObject {
  const jws = parseStatement(compact);
  const text = jws.payload.length > MAX_PAYLOAD_SIZE ? null : textOf(jws.payload);
  const payload = text === null ? undefined : readJson(text);
  if (!isObject(payload)) throw new Failed("receipt.statement");
  return payload;
}

function parseStatement(compact: string) {
  try {
    const jws = parseJws(compact);
    if (jws.type === TYPE && jws.keyId !== "" && jws.header.size === 3) return jws;
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
  }
  throw new Failed("receipt.statement");
}

// A day that exists, in the years 1 to 9999; such texts compare as their days do.
function dayIn(json: JsonObject, name: string): string | null {
  const text = textIn(json, name);
  return text !== null && instantOf(`${text}T00:00:00.000Z`) !== null ? text : null;
}

// Milliseconds since 1970 of an instant as it is printed here, and in no other way.
export function instantOf(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) || text.startsWith("0000")) return null;
  const time = Date.parse(text);
  return Number.isFinite(time) && new Date(time).toISOString() === text ? time : null;
}

// Whether a statement surely holds on a day: its certain interval (spec/formats/statement.md).
function surelyHolds(statement: JsonObject, day: string): boolean {
  const effective = objectIn(statement, "effective");
  const from = effective && dayIn(effective, "from");
  if (!effective || from === null || day < from) return false;
  if (!effective.has("until")) return true;
  const until = dayIn(effective, "until");
  if (until === null) return false;
  return effective.get("untilInclusive") === true ? day <= until : day < until;
}

// The operator that the founding names; null when it is none.
export function operatorIn(founding: JsonObject): string | null {
  if (textIn(founding, "type") !== "founding") return null;
  const operator = objectIn(objectIn(founding, "body") ?? new Map(), "operator");
  return (operator && textIn(operator, "organisation")) || null;
}

// The key that the first statement to do so gives the operator on that day, and where it stands.
export async function keyOf(
  host: Host,
  statements: ReadonlyMap<bigint, JsonObject>,
  claim: { operator: string; keyId: string; day: string },
): Promise<{ key: PublicKey; index: bigint } | null> {
  for (const [index, statement] of statements) {
    const first = index === 0n;
    if (textIn(statement, "type") !== (first ? "founding" : "key")) continue;
    const body = objectIn(statement, "body");
    const named = first && body ? objectIn(body, "operator") : body;
    if (!named || textIn(named, "organisation") !== claim.operator) continue;
    if (!surelyHolds(statement, claim.day)) continue;
    const key = await readJwk(host, named.get("key"));
    if (key?.thumbprint === claim.keyId) return { key, index };
  }
  return null;
}
