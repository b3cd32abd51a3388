// What comes into the form by typing, pasting, scanning or a file, and what is said about it.
import { useState } from "preact/hooks";
import { say, type Plain } from "../../language/language.ts";
import { openFile, type Opened } from "./files.ts";
import { linked } from "./linked.ts";
import type { Asked } from "./question.ts";
import { readText, type Read } from "./reading.ts";

// A message: its code, and what it is about.
export type Told = [code: string, values?: Record<string, Plain>];

export const saying = (told: Told | null): string => (told === null ? "" : say(...told));

// What opens a view of its own.
export type Carried = Exclude<Opened, { kind: "number" | "link" | "nothing" }>;

export interface Intake {
  number: string;
  // Whose address it stood in, when it was somebody else's.
  host: string | null;
  // The certificates of a product, where it has several.
  choices: string[];
  // Said anew in another language.
  told: Told | null;
  type: (number: string) => void;
  // False when there is nothing in it to ask about.
  take: (text: string) => boolean;
  takeFile: (file: File) => Promise<void>;
  tell: (code: string) => void;
}

export function useIntake(
  first: string,
  draft: Asked,
  set: (part: Partial<Asked>) => void,
  open: (file: Carried) => void,
): Intake {
  const [number, setNumber] = useState(first);
  const [host, setHost] = useState<string | null>(null);
  const [choices, setChoices] = useState<string[]>([]);
  const [told, setTold] = useState<Told | null>(null);
  const tell = (...what: Told) => setTold(what);

  const takeLink = async (link: Read & { kind: "link" }) => {
    setHost(link.host);
    tell("web.link.asking");
    set({ product: { ...draft.product, ...link.product } });
    try {
      const numbers = await linked(link.path);
      setChoices(numbers.length > 1 ? numbers : []);
      setNumber(numbers[0] ?? "");
      tell("web.link.found", { count: numbers.length });
    } catch {
      tell("web.problem.offline");
    }
  };
  const take = (text: string): boolean => {
    const read = readText(text, location.host);
    if (read.kind === "nothing") return false;
    if (read.kind === "link") void takeLink(read);
    else if (read.kind === "credential") {
      open({ kind: "credential", document: read.document, name: "" });
    } else {
      setNumber(read.number);
      setHost(read.host);
    }
    return true;
  };
  const takeFile = async (file: File) => {
    tell("web.file.reading");
    const opened = await openFile(file, location.host);
    setTold(null);
    if (opened.kind === "nothing") tell(opened.why, { name: file.name, ...opened.about });
    else if (opened.kind === "link") await takeLink(opened);
    else if (opened.kind === "number") {
      setNumber((last) => opened.number || last);
      setHost(opened.host);
      if (opened.digest !== "") set({ digest: opened.digest });
      tell(opened.note, { name: file.name });
    } else open(opened);
  };
  const type = (text: string) => {
    setNumber(text);
    setHost(null);
  };
  return { number, host, choices, told, type, take, takeFile, tell };
}
