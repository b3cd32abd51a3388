// What records are called: in the language spoken, else in English, else as first stated. Names are
// asked for once, a few at a time, and come when they come: a page shows identifiers till then.
import { signal, type ReadonlySignal } from "@preact/signals";
import { get, target } from "../api/client.ts";
import { language } from "../language/language.ts";
import { IDENTIFIED_BY, type Kind } from "./kinds.ts";

export interface Name {
  text: string;
  // The language it is in, where the record says so.
  lang?: string;
  // The same in letters that its reader reads, where it is in others and the record has such a form.
  beside?: Name;
}

type Named = Record<string, unknown>;
const MEMBERS = ["names", "title", "reference", "number"] as const;

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

// Every name of the record by its language; as stated.
export function namesOf(record: Named): Name[] {
  for (const member of ["names", "title"] as const) {
    const value = record[member];
    if (typeof value === "object" && value !== null) {
      return Object.entries(value as Named)
        .filter((entry): entry is [string, string] => isText(entry[1]))
        .map(([lang, text]) => ({ text, lang }));
    }
  }
  return [];
}

const SCRIPTS = {
  ar: /\p{Script=Arabic}/u,
  ru: /\p{Script=Cyrillic}/u,
  zh: /\p{Script=Han}/u,
} as const;
const LATIN = /\p{Script=Latin}/u;
const LETTER = /\p{L}/u;

// Beside a name in a script that is neither the reader's nor Latin: the form on file in the reader's
// script, else the one in Latin letters, as "ja-Latn" has it.
function withReadable(name: Name, names: readonly Name[]): Name {
  const own = (SCRIPTS as Record<string, RegExp>)[language.value] ?? LATIN;
  const reads = (text: string): boolean => own.test(text) || LATIN.test(text) || !LETTER.test(text);
  if (reads(name.text)) return name;
  const beside =
    names.find(({ text }) => own.test(text)) ?? names.find(({ text }) => LATIN.test(text));
  return beside === undefined ? name : { ...name, beside };
}

export function nameOf(record: Named): Name | null {
  for (const member of MEMBERS) {
    const value = record[member];
    if (isText(value)) return { text: value };
    const names = typeof value === "object" && value !== null ? namesOf({ [member]: value }) : [];
    for (const wanted of [language.value, "en"]) {
      const found = names.find(({ lang }) => lang?.split("-")[0] === wanted);
      if (found !== undefined) return withReadable(found, names);
    }
    if (names[0] !== undefined) return withReadable(names[0], names);
  }
  return null;
}

// undefined: on its way; null: not on file, or not to be had.
type Found = Named | null | undefined;
const known = new Map<string, ReturnType<typeof signal<Found>>>();
const waiting: { kind: Kind; id: string; into: ReturnType<typeof signal<Found>> }[] = [];
const AT_ONCE = 4;
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._:/+()@#-]{0,199}$/;
let working = 0;

const keep = (record: Named): Named =>
  Object.fromEntries(MEMBERS.flatMap((m) => (record[m] === undefined ? [] : [[m, record[m]]])));

async function work(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { kind, id } = next;
    try {
      // A list answers for what is not on file too: with nothing.
      const address = target(`/v1/${kind}`, { [IDENTIFIED_BY[kind]]: id, limit: 1 });
      const { items } = await get<{ items: (Named & { id: string })[] }>(address);
      const [found] = items;
      next.into.value = found?.id === id ? keep(found) : null;
    } catch {
      next.into.value = null;
    }
  }
  --working;
}

let economies: Promise<void> | null = null;

// All economies come in one answer: nearly every page names several.
async function learnEconomies(): Promise<void> {
  const { items } = await get<{ items: (Named & { id: string })[] }>("/v1/economies?limit=500");
  for (const one of items) remember("economies", one.id, one);
}

export function remember(kind: Kind, id: string, record: Named): void {
  const key = `${kind}/${id}`;
  const slot = known.get(key);
  if (slot !== undefined) slot.value = keep(record);
  else known.set(key, signal<Found>(keep(record)));
}

export function recordNamed(kind: Kind, id: string): ReadonlySignal<Found> {
  const key = `${kind}/${id}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  // A name as it is printed on something identifies nothing.
  const into = signal<Found>(IDENTIFIER.test(id) ? undefined : null);
  known.set(key, into);
  if (into.value === null) return into;
  const ask = (): void => {
    waiting.push({ kind, id, into });
    if (working < AT_ONCE) {
      ++working;
      void work();
    }
  };
  if (kind === "economies") {
    economies ??= learnEconomies();
    void economies.then(() => into.value === undefined && ask(), ask);
  } else {
    ask();
  }
  return into;
}

// The name now, as far as it is here; for texts of pictures and tables. It is asked for.
export function nameNow(kind: Kind, id: string): string {
  const found = recordNamed(kind, id).value;
  const name = found ? nameOf(found) : null;
  if (name === null) return id;
  return name.beside === undefined ? name.text : `${name.text} (${name.beside.text})`;
}
