// The verification under way and what came of it.
import { useEffect, useRef, useState } from "preact/hooks";
import wasm from "@built/wasm/bin/concordat.wasm?url";
import type { Determination } from "../api/types.ts";
import { has, language, say } from "../language/language.ts";
import { Facts } from "../parts/Facts.tsx";
import { Shape } from "../parts/signs.tsx";
import { Progress } from "../parts/states.tsx";
import { Count, Digest, Identifier } from "../parts/text.tsx";
import { mostHere } from "./limits.ts";
import { meet, replace, type Known } from "./keys.ts";
import type { Done, Told, Work } from "./messages.ts";

type State = Told | { kind: "cancelled" };

const STARTING: State = { kind: "progress", step: "module", done: 0, of: 1 };

function useVerification(answer: Determination) {
  const [state, setState] = useState<State>(STARTING);
  const [attempt, setAttempt] = useState(0);
  const running = useRef<Worker | null>(null);
  useEffect(() => {
    setState(STARTING);
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    running.current = worker;
    worker.onmessage = ({ data }: MessageEvent<Told>) => setState(data);
    worker.onerror = () => setState({ kind: "unchecked", code: "web.verify.stopped" });
    const question = JSON.stringify({ ...answer.question, asOf: answer.asOf.size });
    const work: Work = {
      question,
      language: language.value,
      wasm: new URL(wasm, location.href).href,
      most: mostHere(),
    };
    worker.postMessage(work);
    return () => worker.terminate();
  }, [attempt]);
  const cancel = () => {
    running.current?.terminate();
    setState({ kind: "cancelled" });
  };
  return { state, cancel, again: () => setAttempt((count) => count + 1) };
}

function KeyNote({ known, accept }: { known: Known; accept: () => void }) {
  if (known !== "other") return <p class="small">{say(`web.verify.key.${known}`)}</p>;
  return (
    <div class="note bad" role="alert">
      <p>
        <Shape tone="bad" /> {say("web.verify.key.other")}
      </p>
      <button type="button" class="quiet" onClick={accept}>
        {say("web.verify.key.accept")}
      </button>
    </div>
  );
}

function Verified({ verified }: { verified: Done }) {
  const { entries, signatures, bytes, root, key, milliseconds, equal } = verified;
  const [known, setKnown] = useState<Known | null>(null);
  useEffect(() => setKnown(meet(key)), [key]);
  const accept = () => {
    replace(key);
    setKnown("same");
  };
  if (known === null) return null;
  const keyNote = <KeyNote known={known} accept={accept} />;
  return (
    <>
      {known === "other" ? (
        keyNote
      ) : (
        <div class={`note ${equal ? "good" : "bad"}`} role="status">
          <p>
            <Shape tone={equal ? "good" : "bad"} />{" "}
            <strong>{say(equal ? "web.verify.equal" : "web.verify.differs")}</strong>
          </p>
        </div>
      )}
      <Facts
        facts={[
          [say("web.verify.entries"), <Count>{entries}</Count>],
          [say("web.verify.signatures"), <Count>{signatures}</Count>],
          [say("web.verify.root"), <Digest keep={10}>{root}</Digest>],
          [say("web.verify.read"), say("web.verify.kilobytes", { count: Math.round(bytes / 1000) })],
          [say("web.verify.time"), say("web.verify.milliseconds", { count: milliseconds })],
          [say("web.verify.key"), <Identifier code>{key}</Identifier>],
        ]}
      />
      {known !== "other" && keyNote}
    </>
  );
}

export default function Verification({ answer }: { answer: Determination }) {
  const { state, cancel, again } = useVerification(answer);
  if (state.kind === "progress") {
    const label = say(`web.verify.step.${state.step}`, { done: state.done, of: state.of });
    return <Progress label={label} done={state.done} of={state.of} cancel={cancel} />;
  }
  if (state.kind === "done") return <Verified verified={state} />;
  const retry = (
    <button type="button" class="quiet" onClick={again}>
      {say("web.state.again")}
    </button>
  );
  if (state.kind === "cancelled") {
    return (
      <>
        <p role="status">{say("web.verify.cancelled")}</p>
        {retry}
      </>
    );
  }
  const bad = state.kind === "failed";
  const size = state.kind === "unchecked" ? (state.size ?? 0) : 0;
  return (
    <>
      <div class={`note ${bad ? "bad" : "open"}`} role="alert">
        <p>
          <Shape tone={bad ? "bad" : "open"} />{" "}
          <strong>{say(bad ? "web.verify.failed" : "web.verify.unchecked")}</strong>
        </p>
        <p>
          {has(state.code) ? (
            say(state.code, { size })
          ) : (
            <a href={`/problems/${state.code}`}>
              <Identifier code>{state.code}</Identifier>
            </a>
          )}
        </p>
        {state.code === "web.verify.too-large" && (
          <p>
            <bdi>
              <code>concordat bundle</code>
            </bdi>
          </p>
        )}
        {bad && state.place !== "" && <p class="small"><Identifier code>{state.place}</Identifier></p>}
      </div>
      {retry}
    </>
  );
}
