// The answer in one plain sentence, with a sign that does not rely on colour; how far it reaches,
// and what it hangs on.
import { useEffect, useRef } from "preact/hooks";
import { segment } from "../api/client.ts";
import type { Determination, Extent } from "../api/types.ts";
import { list } from "../language/dates.ts";
import { say } from "../language/language.ts";
import { Sentence } from "../language/Sentence.tsx";
import { marketName } from "../parts/markets.ts";
import { Shape, toneOf, toneOfBearing } from "../parts/signs.tsx";
import { CivilDate, Identifier } from "../parts/text.tsx";
import { href } from "../shell/router.ts";
import { notFound, reasons } from "./legs.ts";
import { Spoken } from "./Spoken.tsx";

const MOST_REASONS = 3;

// Which sentence says it (web.answer.…).
export function sentenceOf(answer: Determination): string {
  const { verdict, why, extent, question } = answer;
  if (notFound(answer) !== null) return "web.answer.not-found";
  const access = question.purpose === "market-access";
  const base = `web.answer.${access ? "access" : "recognition"}.${verdict}`;
  if (verdict === "undecided") return `${base}.${why ?? "no-decision"}`;
  const partly = !access && verdict === "recognised" && extent?.whole === false;
  if (!partly) return base;
  return extent.level === undefined ? `${base}-in-part` : `${base}-up-to`;
}

export function AnswerSentence({ answer }: { answer: Determination }) {
  const { question, conditions, extent } = answer;
  const [first] = question.attestations;
  return (
    <Sentence
      code={sentenceOf(answer)}
      market={<bdi>{marketName(question.market)}</bdi>}
      number={<Identifier>{first?.number ?? "–"}</Identifier>}
      date={<CivilDate date={question.date} />}
      count={conditions.length}
      level={<Identifier>{extent?.level ?? ""}</Identifier>}
    />
  );
}

export function Reach({ extent, told }: { extent: Extent; told?: boolean }) {
  const beyond = extent.notRecognised ?? [];
  const inside = [extent.level, ...(extent.components ?? [])].filter((one) => one !== undefined);
  if (extent.whole && inside.length === 0) return <p>{say("web.extent.whole")}</p>;
  return (
    <p class="reach">
      {extent.whole ? (
        say("web.extent.whole-of", { what: list(inside) })
      ) : (
        told !== true && (
          <strong>
            {inside.length > 0 ? say("web.extent.up-to", { level: list(inside) }) : say("web.extent.part")}
          </strong>
        )
      )}
      {extent.atMost !== undefined && <> {say("web.extent.at-most", { level: extent.atMost })}</>}
      {beyond.length > 0 && <> {say("web.extent.beyond", { what: list(beyond) })}</>}
      {extent.missing !== undefined && (
        <>
          {" "}
          <Sentence code="web.extent.missing" what={<Identifier code>{extent.missing}</Identifier>} />
        </>
      )}
    </p>
  );
}

function Because({ answer }: { answer: Determination }) {
  if (notFound(answer) !== null) return null;
  const found = reasons(answer);
  if (found.length === 0) return null;
  return (
    <>
      <ul class="reasons">
        {found.slice(0, MOST_REASONS).map((finding) => (
          <li>
            <Shape tone={toneOfBearing(finding.bearing)} />
            <span>
              <Spoken {...finding} />
            </span>
          </li>
        ))}
      </ul>
      {found.length > MOST_REASONS && (
        <p class="small">{say("web.answer.more-reasons", { count: found.length - MOST_REASONS })}</p>
      )}
    </>
  );
}

// Not on file is not invalid: what it means, and what to do.
function NotHere({ answer }: { answer: Determination }) {
  const finding = notFound(answer);
  if (finding === null) return null;
  const obliged = finding.code.endsWith("though-obliged");
  return (
    <div class="plainly">
      <p>{say(obliged ? "web.not-found.obliged" : "web.not-found.free")}</p>
      <ul>
        <li>{say("web.not-found.look")}</li>
        <li>{say("web.not-found.credential")}</li>
        <li>{say("web.not-found.issuer")}</li>
      </ul>
    </div>
  );
}

export function VerdictCard({ answer, focus }: { answer: Determination; focus: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!focus) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "nearest" });
  }, [answer]);
  const tone = toneOf(answer.verdict);
  const [first] = answer.question.attestations;
  const onFile = first !== undefined && notFound(answer) === null;
  // The sentence says so itself, then.
  const partly = /-up-to$|-in-part$/.test(sentenceOf(answer));
  return (
    <section class={`answer ${tone}`} aria-labelledby="answer">
      <div class="sign">
        <Shape tone={tone} />
      </div>
      <div class="words">
        <p class="label" aria-hidden="true">
          {say(`web.outcome.${answer.verdict}`)}
        </p>
        <h2 id="answer" tabIndex={-1} ref={heading}>
          <AnswerSentence answer={answer} />
        </h2>
        {answer.extent !== undefined && <Reach extent={answer.extent} told={partly} />}
        <Because answer={answer} />
        <NotHere answer={answer} />
        {onFile && (
          <p class="small screen">
            <a
              href={href(`/certificates/${segment(first.number)}`, {
                market: answer.question.market,
                on: answer.question.date,
              })}
            >
              {say("web.answer.record")}
            </a>
          </p>
        )}
      </div>
    </section>
  );
}
