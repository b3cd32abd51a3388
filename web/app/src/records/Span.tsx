import { plusDays } from "../language/dates.ts";
import { say } from "../language/language.ts";
import { Sentence } from "../language/Sentence.tsx";
import { CivilDate } from "../parts/text.tsx";
import { spanOf, type Effective, type Span } from "./spans.ts";

type Style = "long" | "medium";

// "from 1 May 2024 to 30 April 2029", the last day included; what is not known for sure is said.
export function Days({ span, style = "medium" }: { span: Span; style?: Style }) {
  const date = (day: string) => <CivilDate date={day} style={style} />;
  const last = span.until === null ? null : date(plusDays(span.until, -1));
  const from = span.from === null ? null : date(span.from);
  return (
    <span class="days">
      {from !== null && last !== null && (
        <Sentence code="web.record.days.both" from={from} last={last} />
      )}
      {from !== null && last === null && <Sentence code="web.record.days.from" from={from} />}
      {from === null && last !== null && <Sentence code="web.record.days.last" last={last} />}
      {from === null && last === null && say("web.record.days.always")}
      {span.possiblyFrom !== null && (
        <span class="small">
          {" "}
          <Sentence code="web.record.days.possibly-from" from={date(span.possiblyFrom)} />
        </span>
      )}
      {span.possiblyUntil !== null && (
        <span class="small">
          {" "}
          <Sentence
            code="web.record.days.possibly-last"
            last={date(plusDays(span.possiblyUntil, -1))}
          />
        </span>
      )}
    </span>
  );
}

export const EffectiveDays = ({ of, style }: { of: Effective; style?: Style }) => (
  <Days span={spanOf(of)} {...(style && { style })} />
);
