// What the answer is worth: which log, how long, with which root, when; and the same to take away.
import { useState } from "preact/hooks";
import { ask, segment } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import type { Determination } from "../api/types.ts";
import { say } from "../language/language.ts";
import { download } from "../parts/download.ts";
import { Facts } from "../parts/Facts.tsx";
import { Print, Share } from "../parts/Share.tsx";
import { ProblemNote } from "../parts/states.tsx";
import { Count, Digest, Identifier, Instant } from "../parts/text.tsx";
import { notFound } from "./legs.ts";

function Receipt({ answer }: { answer: Determination }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [lacking, setLacking] = useState(false);
  const take = async () => {
    setProblem(null);
    try {
      const body = JSON.stringify({ ...answer.question, asOf: answer.asOf.size });
      const response = await ask("/v1/determinations?receipt=true", {
        method: "POST",
        type: "application/json",
        accept: "application/jose",
        body,
      });
      download("receipt.jose", "application/jose", await response.blob());
    } catch (thrown) {
      const told = thrown instanceof Problem ? thrown : new Problem({ code: "web.problem.unexpected" });
      if (told.code === "receipt.no-key") setLacking(true);
      else setProblem(told);
    }
  };
  return (
    <>
      <button type="button" class="quiet" disabled={lacking} onClick={() => void take()}>
        {say("web.take.receipt")}
      </button>
      {lacking && <span role="status">{say("web.take.no-receipt")}</span>}
      {problem !== null && <ProblemNote problem={problem} />}
    </>
  );
}

export function Take({
  answer,
  json,
  shared,
}: {
  answer: Determination;
  json: string | null;
  // Whether the address of the page says what was asked.
  shared: boolean;
}) {
  const [first] = answer.question.attestations;
  const onFile = first !== undefined && notFound(answer) === null;
  const file = () =>
    download("answer.json", "application/json", `${JSON.stringify(answer, null, 2)}\n`);
  return (
    <div class="row take screen">
      {shared && <Share title={document.title} />}
      <Print />
      {json !== null ? (
        <a class="plain" href={json}>
          {say("web.take.json")}
        </a>
      ) : (
        <button type="button" class="quiet" onClick={file}>
          {say("web.take.json")}
        </button>
      )}
      {onFile && (
        <a class="plain" href={`/v1/certificates/${segment(first.number)}/paper`}>
          {say("web.take.pdf")}
        </a>
      )}
      <Receipt answer={answer} />
    </div>
  );
}

export function AsOfFooter({ answer, pinned }: { answer: Determination; pinned: boolean }) {
  const { origin, size, root, time } = answer.asOf;
  return (
    <div class="as-of">
      <Facts
        facts={[
          [say("web.as-of.log"), <Identifier>{origin}</Identifier>],
          [say("web.as-of.size"), <Count>{size}</Count>],
          [say("web.as-of.root"), <Digest keep={10}>{root}</Digest>],
          time !== undefined && [say("web.as-of.time"), <Instant at={time} />],
        ]}
      />
      <p class="small">{say(pinned ? "web.as-of.pinned" : "web.as-of.live")}</p>
    </div>
  );
}
