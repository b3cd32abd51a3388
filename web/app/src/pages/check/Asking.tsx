// Asks the registry and shows what it answers; where a fact or an issuer is missing, it can be told
// right there.
import { post } from "../../api/client.ts";
import { useLoaded } from "../../api/loaded.ts";
import type { Determination } from "../../api/types.ts";
import { Answer } from "../../answer/Answer.tsx";
import { language } from "../../language/language.ts";
import { Shown } from "../../parts/states.tsx";
import { VerifyHere } from "../../verify/VerifyHere.tsx";
import { Missing } from "./Missing.tsx";
import { addressOf, interfaceAddress, questionOf, type Asked } from "./question.ts";

export const determine = (asked: Asked, signal?: AbortSignal): Promise<Determination> =>
  post<Determination>("/v1/determinations?sentences=true", questionOf(asked), signal);

export function Asking({
  asked,
  submit,
  focus,
}: {
  asked: Asked;
  submit: (next: Asked) => void;
  focus: boolean;
}) {
  const key = addressOf(asked);
  const [loaded, again] = useLoaded((signal) => determine(asked, signal), [key, language.value]);
  return (
    <Shown loaded={loaded} again={again}>
      {(answer) => (
        <Answer
          answer={answer}
          json={interfaceAddress(questionOf(asked))}
          focus={focus}
          beside={<Missing answer={answer} asked={asked} submit={submit} />}
          verify={<VerifyHere key={`${key} ${answer.asOf.size}`} answer={answer} />}
        />
      )}
    </Shown>
  );
}
