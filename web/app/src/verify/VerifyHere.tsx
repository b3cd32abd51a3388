// "Verify in this browser": a press loads the module and follows the log; what was done is said. How
// much that is stands there before, and a log that is more than a browser follows offers no button.
import { useState } from "preact/hooks";
import type { Determination } from "../api/types.ts";
import { say } from "../language/language.ts";
import { Later } from "../parts/Later.tsx";
import { megabytesOf, mostHere } from "./limits.ts";

const verification = () => import("./Verification.tsx");

function TooLarge({ size }: { size: number }) {
  return (
    <>
      <p>{say("web.verify.too-large", { size })}</p>
      <p>
        <bdi>
          <code>concordat bundle</code>
        </bdi>
      </p>
    </>
  );
}

export function VerifyHere({ answer }: { answer: Determination }) {
  const [wanted, setWanted] = useState(false);
  const { size } = answer.asOf;
  return (
    <div class="verify screen">
      <h3>{say("web.verify.title")}</h3>
      {wanted ? (
        <Later load={verification} answer={answer} />
      ) : size > mostHere() ? (
        <TooLarge size={size} />
      ) : (
        <>
          <p>{say("web.verify.about")}</p>
          <p class="small">
            {say("web.verify.fetches", { count: size, megabytes: megabytesOf(size) })}
          </p>
          <button type="button" onClick={() => setWanted(true)}>
            {say("web.verify.start")}
          </button>
        </>
      )}
    </div>
  );
}
