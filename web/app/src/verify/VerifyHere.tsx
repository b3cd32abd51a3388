// "Verify in this browser": a press loads the module and follows the log; what was done is said.
import { useState } from "preact/hooks";
import type { Determination } from "../api/types.ts";
import { say } from "../language/language.ts";
import { Later } from "../parts/Later.tsx";

const verification = () => import("./Verification.tsx");

export function VerifyHere({ answer }: { answer: Determination }) {
  const [wanted, setWanted] = useState(false);
  return (
    <div class="verify screen">
      <h3>{say("web.verify.title")}</h3>
      {wanted ? (
        <Later load={verification} answer={answer} />
      ) : (
        <>
          <p>{say("web.verify.about")}</p>
          <button type="button" onClick={() => setWanted(true)}>
            {say("web.verify.start")}
          </button>
        </>
      )}
    </div>
  );
}
