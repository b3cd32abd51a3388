// How the document in hand fared: authentic, refused, or not to be checked; step by step.
import type { Determination } from "../../api/types.ts";
import { say } from "../../language/language.ts";
import { Shape, type Tone } from "../../parts/signs.tsx";
import { Identifier } from "../../parts/text.tsx";

export interface Verified {
  verdict: "verified" | "rejected" | "could-not-be-checked";
  steps: { step: string; outcome: string; code?: string; place?: string; expected?: string }[];
  issuer?: string;
  securing?: string;
}
export interface Showing {
  verification: Verified;
  credential: Record<string, unknown>;
  onFile?: { certificate: string; statement: number };
  compared?: { member: string; outcome: string; credential?: unknown; registry?: unknown }[];
  determination: Determination;
}

const TONES: Record<Verified["verdict"], Tone> = {
  verified: "good",
  rejected: "bad",
  "could-not-be-checked": "open",
};
const STEPS: Record<string, Tone> = {
  passed: "good",
  failed: "bad",
  "could-not-be-checked": "open",
};

type Taken = Verified["steps"][number];

function Steps({ steps }: { steps: Taken[] }) {
  return (
    <ul class="steps">
      {steps.map(({ step, outcome, code, place }) => (
        <li key={step}>
          <Shape tone={STEPS[outcome] ?? "none"} />
          <span>
            {say(`web.step.${step}`)} – {say(`web.step.outcome.${outcome}`)}
            {[code, place].map(
              (text) =>
                text !== undefined && (
                  <>
                    {" "}
                    <Identifier code>{text}</Identifier>
                  </>
                ),
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Verification({ verification }: { verification: Verified }) {
  const tone = TONES[verification.verdict];
  const stopping = verification.steps.filter(({ outcome }) =>
    ["failed", "could-not-be-checked"].includes(outcome),
  );
  return (
    <section class="authentic">
      <h2>
        <Shape tone={tone} /> {say(`web.presented.${verification.verdict}`)}
      </h2>
      {stopping.length > 0 && <Steps steps={stopping} />}
      <p>{say("web.presented.not-conforming")}</p>
      {verification.issuer !== undefined && (
        <p class="small">
          {say("web.presented.issuer")} <Identifier>{verification.issuer}</Identifier>
        </p>
      )}
      <details>
        <summary>{say("web.presented.steps")}</summary>
        <Steps steps={verification.steps} />
      </details>
    </section>
  );
}
