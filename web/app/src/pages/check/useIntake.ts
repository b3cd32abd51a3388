// What comes into the form by typing, pasting, scanning or a file, and what is said about it.
import { useState } from "preact/hooks";
import { say } from "../../language/language.ts";
import { openFile, type Opened } from "./files.ts";
import { linked } from "./linked.ts";
import type { Asked } from "./question.ts";
import { readText, type Read } from "./reading.ts";

// What opens a view of its own.
export type Carried = Exclude<Opened, { kind: "number" | "link" | "nothing" }>;

export interface Intake {
  number: string;
  // Whose address it stood in, when it was somebody else's.
  host: string | null;
  // The certificates of a product, where it has several.
  choices: string[];
  told: string;
  type: (number: string) => void;
  // False when there is nothing in it to ask about.
  take: (text: string) => boolean;
  takeFile: (file: File) => Promise<void>;
  tell: (text: string) => void;
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
  const [told, tell] = useState("");

  const takeLink = async (link: Read & { kind: "link" }) => {
    setHost(link.host);
    tell(say("web.link.asking"));
    set({ product: { ...draft.product, ...link.product } });
    try {
      const numbers = await linked(link.path);
      setChoices(numbers.length > 1 ? numbers : []);
      setNumber(numbers[0] ?? "");
      tell(say("web.link.found", { count: numbers.length }));
    } catch {
      tell(say("web.problem.offline"));
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
    tell(say("web.file.reading"));
    const opened = await openFile(file, location.host);
    tell("");
    if (opened.kind === "nothing") tell(say("web.file.nothing", { name: file.name }));
    else if (opened.kind === "link") await takeLink(opened);
    else if (opened.kind === "number") {
      setNumber((last) => opened.number || last);
      setHost(opened.host);
      if (opened.digest !== "") set({ digest: opened.digest });
      tell(say(opened.note, { name: file.name }));
    } else open(opened);
  };
  const type = (text: string) => {
    setNumber(text);
    setHost(null);
  };
  return { number, host, choices, told, type, take, takeFile, tell };
}
