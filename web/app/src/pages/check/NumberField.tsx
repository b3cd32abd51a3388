// The number of a certificate: typed, pasted, scanned, or out of a file.
import { useState } from "preact/hooks";
import { say } from "../../language/language.ts";
import { Field } from "../../parts/Field.tsx";
import { Later } from "../../parts/Later.tsx";
import { Identifier } from "../../parts/text.tsx";
import { saying, type Intake } from "./useIntake.ts";

const scanner = () => import("./Scanner.tsx");

const ACCEPTED =
  ".pdf,.json,.jwt,.jsonld,.vc,.txt,.csv,application/pdf,application/json,application/vc+jwt," +
  "text/csv,image/*";

// An address or a credential, which is no number and never fits the field.
const isMore = (text: string): boolean => /^\s*(https?:|\{)/i.test(text) || text.length > 200;

function WaysIn({ intake }: { intake: Intake }) {
  const [scanning, setScanning] = useState(false);
  const scanned = (text: string) => {
    setScanning(false);
    if (!intake.take(text)) intake.tell("web.scan.nothing");
  };
  return (
    <>
      <div class="row ways-in">
        <button
          type="button"
          class="quiet"
          aria-expanded={scanning}
          onClick={() => setScanning(!scanning)}
        >
          <ScanSign /> {say("web.scan")}
        </button>
        <label class="pick">
          <input
            type="file"
            class="hidden"
            accept={ACCEPTED}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = "";
              if (file !== undefined) void intake.takeFile(file);
            }}
          />
          <FileSign /> {say("web.file.pick")}
        </label>
      </div>
      {scanning && <Later load={scanner} found={scanned} close={() => setScanning(false)} />}
    </>
  );
}

function Choices({ intake }: { intake: Intake }) {
  if (intake.choices.length === 0) return null;
  return (
    <div class="row" role="group" aria-label={say("web.check.number")}>
      {intake.choices.map((choice) => (
        <button
          type="button"
          class="quiet count"
          key={choice}
          aria-pressed={choice === intake.number}
          onClick={() => intake.type(choice)}
        >
          <Identifier>{choice}</Identifier>
        </button>
      ))}
    </div>
  );
}

export function NumberField({ intake, error }: { intake: Intake; error: string | undefined }) {
  return (
    <div class="first">
      <Field label={say("web.check.number")} hint={say("web.check.number.hint")} error={error}>
        {(attributes) => (
          <input
            {...attributes}
            name="certificate"
            dir="auto"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            value={intake.number}
            onInput={(event) => intake.type(event.currentTarget.value)}
            onPaste={(event) => {
              const text = event.clipboardData?.getData("text") ?? "";
              if (isMore(text) && intake.take(text)) event.preventDefault();
            }}
          />
        )}
      </Field>
      <WaysIn intake={intake} />
      {intake.host !== null && (
        <p class="note warn">
          {say("web.check.elsewhere")} <Identifier>{intake.host}</Identifier>
        </p>
      )}
      <p role="status" class="told small">
        {saying(intake.told)}
      </p>
      <Choices intake={intake} />
    </div>
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
