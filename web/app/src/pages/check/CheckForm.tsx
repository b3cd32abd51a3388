// The form: a number (typed, pasted, scanned, or out of a file), a market, a date.
import { useEffect, useRef, useState } from "preact/hooks";
import { today } from "../../language/dates.ts";
import { say } from "../../language/language.ts";
import { Field } from "../../parts/Field.tsx";
import { Later } from "../../parts/Later.tsx";
import { rememberedMarket, rememberMarket } from "../../parts/markets.ts";
import { Digest, Identifier } from "../../parts/text.tsx";
import { openFile, type Opened } from "./files.ts";
import { MarketField } from "./MarketField.tsx";
import { ProductFields } from "./ProductFields.tsx";
import type { Asked } from "./question.ts";
import { readText } from "./reading.ts";

const scanner = () => import("./Scanner.tsx");

type Carried = Exclude<Opened, { kind: "number" | "nothing" }>;
type Wrong = { number?: string; market?: string };

export function CheckForm({
  asked,
  submit,
  open,
}: {
  asked: Asked;
  submit: (next: Asked) => void;
  open: (file: Opened) => void;
}) {
  const [draft, setDraft] = useState<Asked>({ ...asked, market: asked.market || rememberedMarket() });
  const [number, setNumber] = useState(asked.certificates.join(", "));
  const [host, setHost] = useState<string | null>(null);
  const [told, setTold] = useState("");
  const [wrong, setWrong] = useState<Wrong>({});
  const [scanning, setScanning] = useState(false);
  const [dragging, setDragging] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const set = (part: Partial<Asked>) => setDraft((last) => ({ ...last, ...part }));
  const carry = (opened: Carried) => open({ ...opened, asked: draft });

  const take = (text: string): boolean => {
    const read = readText(text, location.host);
    if (read.kind === "credential") carry({ kind: "credential", document: read.document, name: "" });
    if (read.kind !== "number") return read.kind === "credential";
    setNumber(read.number);
    setHost(read.host);
    setWrong({});
    return true;
  };
  const takeFile = async (file: File) => {
    setTold(say("web.file.reading"));
    const opened = await openFile(file, location.host);
    setTold("");
    if (opened.kind === "number") {
      setNumber((last) => opened.number || last);
      setHost(opened.host);
      if (opened.digest !== "") set({ digest: opened.digest });
      setTold(say(opened.note, { name: file.name }));
    } else if (opened.kind === "nothing") setTold(say("web.file.nothing", { name: file.name }));
    else carry(opened);
  };
  const scanned = (text: string) => {
    setScanning(false);
    if (!take(text)) setTold(say("web.scan.nothing"));
  };

  const send = (event: Event) => {
    event.preventDefault();
    const read = readText(number, location.host);
    if (read.kind === "credential") return take(number);
    const found: Wrong = {};
    if (read.kind === "nothing") found.number = say("web.check.number.wrong");
    if (draft.market === "") found.market = say("web.check.market.wrong");
    setWrong(found);
    if (Object.keys(found).length > 0 || read.kind !== "number") return undefined;
    rememberMarket(draft.market);
    // Another certificate has another issuer and another document.
    const same = asked.certificates[0] === read.number;
    const kept = same ? {} : { issuer: "" };
    submit({ ...draft, ...kept, certificates: [read.number], on: draft.on || today() });
    return undefined;
  };
  useEffect(() => {
    if (Object.keys(wrong).length === 0) return;
    form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [wrong]);

  return (
    <form
      ref={form}
      class={dragging ? "check dragging" : "check"}
      noValidate
      onSubmit={send}
      onDragOver={(event) => {
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDragging(false);
        const file = event.dataTransfer?.files[0];
        if (file !== undefined) void takeFile(file);
      }}
    >
      <div class="first">
        <Field label={say("web.check.number")} hint={say("web.check.number.hint")} error={wrong.number}>
          {(attributes) => (
            <input
              {...attributes}
              name="certificate"
              dir="auto"
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              value={number}
              onInput={(event) => {
                setNumber(event.currentTarget.value);
                setHost(null);
              }}
              onPaste={(event) => {
                const text = event.clipboardData?.getData("text") ?? "";
                if (/^\s*(https?:|\{)/i.test(text) || text.length > 200) {
                  if (take(text)) event.preventDefault();
                }
              }}
            />
          )}
        </Field>
        <div class="row ways-in">
          <button type="button" class="quiet" aria-expanded={scanning} onClick={() => setScanning(!scanning)}>
            <ScanSign /> {say("web.scan")}
          </button>
          <label class="pick">
            <input
              type="file"
              class="hidden"
              accept=".pdf,.json,.jwt,.jsonld,.vc,.txt,.csv,application/pdf,application/json,application/vc+jwt,text/csv,image/*"
              onChange={(event) => {
                const file = event.currentTarget.files?.[0];
                event.currentTarget.value = "";
                if (file !== undefined) void takeFile(file);
              }}
            />
            <FileSign /> {say("web.file.pick")}
          </label>
        </div>
      </div>
      {host !== null && (
        <p class="note warn">
          {say("web.check.elsewhere")} <Identifier>{host}</Identifier>
        </p>
      )}
      <p role="status" class="told small">
        {told}
      </p>
      {draft.digest !== "" && (
        <p class="small row">
          {say("web.check.digest")} <Digest>{draft.digest}</Digest>
          <button type="button" class="quiet small" onClick={() => set({ digest: "" })}>
            {say("web.check.digest.drop")}
          </button>
        </p>
      )}
      {scanning && <Later load={scanner} found={scanned} close={() => setScanning(false)} />}
      <div class="second">
        <MarketField value={draft.market} set={(market) => set({ market })} error={wrong.market} />
        <Field label={say("web.check.on")}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              name="on"
              value={draft.on}
              onInput={(event) => set({ on: event.currentTarget.value })}
            />
          )}
        </Field>
        <button type="submit" class="ask">
          {say("web.check.ask")}
        </button>
      </div>
      <ProductFields asked={draft} set={set} />
    </form>
  );
}

const ScanSign = () => (
  <svg class="glyph-sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d="M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5M7 8h4v4H7zM14 8h3v3h-3zM7 15h3v2H7zM14 14h3v3h-3z" />
  </svg>
);
const FileSign = () => (
  <svg class="glyph-sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d="M6 2h8l4 4v16H6zM14 2v5h4M9 12h6M9 16h6" />
  </svg>
);
