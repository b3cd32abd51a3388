// A credential that somebody shows: is it what it says (authentic), where does it differ from what
// is on file, and what does the market make of the certificate (conforming). Three questions.
import { useState } from "preact/hooks";
import { post } from "../../api/client.ts";
import { useLoaded } from "../../api/loaded.ts";
import type { Determination } from "../../api/types.ts";
import { Problem } from "../../api/problem.ts";
import { Answer } from "../../answer/Answer.tsx";
import { language, say } from "../../language/language.ts";
import { Field } from "../../parts/Field.tsx";
import { rememberedMarket, rememberMarket } from "../../parts/markets.ts";
import { ProblemNote, Shown } from "../../parts/states.tsx";
import { Identifier } from "../../parts/text.tsx";
import { VerifyHere } from "../../verify/VerifyHere.tsx";
import { Compared } from "./Compared.tsx";
import type { Opened } from "./files.ts";
import { MarketField } from "./MarketField.tsx";
import type { Asked } from "./question.ts";
import { addressOf, questionOf } from "./question.ts";
import { Verification, type Showing, type Verified } from "./Verification.tsx";

interface Answered {
  verification: Verified;
  showing: Showing | null;
  // Why there is no determination: it is no conformity credential, say.
  problem: Problem | null;
}

// The same answer at the same size, with its sentences.
function spoken(answer: Determination, signal: AbortSignal): Promise<Determination> {
  const question = { ...answer.question, asOf: answer.asOf.size };
  return post<Determination>("/v1/determinations?sentences=true", question, signal);
}

async function ask(document: string | object, asked: Asked, signal: AbortSignal): Promise<Answered> {
  const { attestations: _, ...question } = questionOf(asked);
  const body = { credential: { document }, ...question };
  try {
    const showing = await post<Showing>("/v1/determinations/presented", body, signal);
    const determination = await spoken(showing.determination, signal);
    const { verification } = showing;
    return { verification, showing: { ...showing, determination }, problem: null };
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.code.startsWith("web.")) throw thrown;
    // What is no conformity credential can be authentic all the same.
    const question = { document, trust: true };
    const verification = await post<Verified>("/v1/credentials/verify", question, signal);
    return { verification, showing: null, problem: thrown };
  }
}

// What is wrong with a document says nothing about the certificate that it names.
function ByNumber({ certificate, asked }: { certificate: string; asked: Asked }) {
  const question = { ...asked, certificates: [certificate], issuer: "", digest: "" };
  return (
    <p class="note">
      {say("web.presented.by-number")}{" "}
      <a href={addressOf(question)}>
        <Identifier>{certificate}</Identifier>
      </a>
    </p>
  );
}

function Result({ document, asked }: { document: string | object; asked: Asked }) {
  const [loaded, again] = useLoaded(
    (signal) => ask(document, asked, signal),
    [document, asked.market, asked.on, language.value],
  );
  return (
    <Shown loaded={loaded} again={again}>
      {({ verification, showing, problem }) => (
        <>
          <Verification verification={verification} />
          {problem !== null && <ProblemNote problem={problem} />}
          {showing !== null && <Compared showing={showing} />}
          {verification.verdict !== "verified" && showing?.onFile !== undefined && (
            <ByNumber certificate={showing.onFile.certificate} asked={asked} />
          )}
          {showing !== null && (
            <Answer
              answer={showing.determination}
              json={null}
              focus={false}
              shared={false}
              verify={<VerifyHere answer={showing.determination} />}
            />
          )}
        </>
      )}
    </Shown>
  );
}

export default function Presented({
  shown,
  asked,
  again,
}: {
  shown: Opened & { kind: "credential" };
  asked: Asked;
  again: () => void;
}) {
  const first = shown.asked ?? asked;
  const [market, setMarket] = useState(first.market || rememberedMarket());
  const [on, setOn] = useState(first.on);
  return (
    <>
      <section class="screen presented">
        <h2>
          {say("web.presented.title")} {shown.name !== "" && <Identifier>{shown.name}</Identifier>}
        </h2>
        <div class="second">
          <MarketField
            value={market}
            set={(code) => {
              setMarket(code);
              if (code !== "") rememberMarket(code);
            }}
          />
          <Field label={say("web.check.on")}>
            {(attributes) => (
              <input
                {...attributes}
                type="date"
                value={on}
                onChange={(event) => setOn(event.currentTarget.value || on)}
              />
            )}
          </Field>
          <button type="button" class="quiet" onClick={again}>
            {say("web.presented.back")}
          </button>
        </div>
      </section>
      {market !== "" && <Result document={shown.document} asked={{ ...first, market, on }} />}
    </>
  );
}
