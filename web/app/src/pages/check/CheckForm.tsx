// The form: a certificate, a market, a date; all of it takes a file that is dropped on it.
import { useEffect, useRef, useState } from "preact/hooks";
import { today } from "../../language/dates.ts";
import { say } from "../../language/language.ts";
import { Field } from "../../parts/Field.tsx";
import { rememberedMarket, rememberMarket } from "../../parts/markets.ts";
import { Digest } from "../../parts/text.tsx";
import { MarketField } from "./MarketField.tsx";
import { NumberField } from "./NumberField.tsx";
import { ProductFields } from "./ProductFields.tsx";
import type { Asked } from "./question.ts";
import { readText } from "./reading.ts";
import { useIntake, type Carried } from "./useIntake.ts";

// Codes of what is wrong with a field.
interface Wrong {
  number?: string;
  market?: string;
}
const wordsOf = (code: string | undefined): string | undefined => code && say(code);

function DigestNote({ digest, drop }: { digest: string; drop: () => void }) {
  if (digest === "") return null;
  return (
    <p class="small row">
      {say("web.check.digest")} <Digest>{digest}</Digest>
      <button type="button" class="quiet small" onClick={drop}>
        {say("web.check.digest.drop")}
      </button>
    </p>
  );
}

function useDropping(take: (file: File) => void) {
  const [dragging, setDragging] = useState(false);
  return {
    class: dragging ? "check dragging" : "check",
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setDragging(true);
    },
    onDragLeave: () => setDragging(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setDragging(false);
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) take(file);
    },
  };
}

export function CheckForm({
  asked,
  submit,
  open,
}: {
  asked: Asked;
  submit: (next: Asked) => void;
  open: (file: Carried) => void;
}) {
  const first = { ...asked, market: asked.market || rememberedMarket() };
  const [draft, setDraft] = useState<Asked>(first);
  const [wrong, setWrong] = useState<Wrong>({});
  const form = useRef<HTMLFormElement>(null);
  const set = (part: Partial<Asked>) => setDraft((last) => ({ ...last, ...part }));
  const carry = (opened: Carried) => open({ ...opened, asked: draft });
  const intake = useIntake(asked.certificates.join(", "), draft, set, carry);
  const dropping = useDropping((file) => void intake.takeFile(file));

  const send = (event: Event) => {
    event.preventDefault();
    const read = readText(intake.number, location.host);
    if (read.kind === "credential" || read.kind === "link") {
      intake.take(intake.number);
      return;
    }
    const { market } = draft;
    setWrong({
      ...(read.kind === "nothing" && { number: "web.check.number.wrong" }),
      ...(market === "" && { market: "web.check.market.wrong" }),
    });
    if (read.kind === "nothing" || market === "") return;
    rememberMarket(market);
    // Another certificate has another issuer.
    const issuer = asked.certificates[0] === read.number ? draft.issuer : "";
    submit({ ...draft, issuer, certificates: [read.number], on: draft.on || today() });
  };
  useEffect(() => {
    if (Object.keys(wrong).length === 0) return;
    form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [wrong]);

  return (
    <form ref={form} noValidate onSubmit={send} onInput={() => setWrong({})} {...dropping}>
      <NumberField intake={intake} error={wordsOf(wrong.number)} />
      <DigestNote digest={draft.digest} drop={() => set({ digest: "" })} />
      <div class="second">
        <MarketField
          value={draft.market}
          set={(market) => set({ market })}
          error={wordsOf(wrong.market)}
        />
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
