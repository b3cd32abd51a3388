// How long the answer holds, and what is coming, drawn and in words.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Determination } from "../api/types.ts";
import { civilDate, number } from "../language/dates.ts";
import { language, say } from "../language/language.ts";
import { Sentence } from "../language/Sentence.tsx";
import { Figure } from "../parts/Figure.tsx";
import { outlineOf, OutcomeTag, toneOf } from "../parts/signs.tsx";
import { Table, type Row } from "../parts/Table.tsx";
import { CivilDate } from "../parts/text.tsx";
import { notFound } from "./legs.ts";
import { axisOf, placeOf, spans, years, type Axis, type Span } from "./spans.ts";

const BAR = { top: 30, height: 26 };
const HEIGHT = 84;
const NARROWEST = 260;

function useWidth() {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    if (frame.current === null || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.max(NARROWEST, Math.floor(entry.contentRect.width)));
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  return [frame, width] as const;
}

// Time runs as the language does.
function across(width: number): (place: number) => number {
  const back = document.documentElement.dir === "rtl";
  return (place) => (back ? 1 - place : place) * width;
}

function Bar({ span, axis, width }: { span: Span; axis: Axis; width: number }) {
  const x = across(width);
  const ends = [x(placeOf(axis, span.from, 0)), x(placeOf(axis, span.until, 1))];
  const [start, end] = [Math.min(...ends), Math.max(...ends)];
  const tone = toneOf(span.verdict);
  const wide = Math.max(3, end - start);
  const room = wide > 30;
  const { outline, glyph } = outlineOf(tone);
  return (
    <g class={`span ${tone} ${span.kind}`}>
      <rect x={start} y={BAR.top} width={wide} height={BAR.height} rx="3" />
      {room && (
        <svg x={start + wide / 2 - 8} y={BAR.top + 5} width="16" height="16" viewBox="0 0 24 24">
          <path class="outline" d={outline} />
          <path class="glyph" d={glyph} />
        </svg>
      )}
    </g>
  );
}

function Tick({ day, at, width }: { day: string; at: number; width: number }) {
  // No room for the label of a year at either end.
  if (at < 18 || at > width - 18) return null;
  return (
    <g class="tick">
      <line x1={at} x2={at} y1="58" y2="64" />
      <text x={at} y="78" text-anchor="middle">
        {day.slice(0, 4)}
      </text>
    </g>
  );
}

function Drawn({ found, axis, asked }: { found: Span[]; axis: Axis; asked: string }) {
  const [frame, width] = useWidth();
  const x = across(width);
  const at = x(placeOf(axis, asked, 0));
  const label = civilDate(asked, "long");
  const half = 4 * label.length;
  const labelAt = Math.min(width - half, Math.max(half, at));
  return (
    <div ref={frame}>
      <svg class="timeline" width={width} height={HEIGHT} aria-hidden="true">
        {found.map((span) => (
          <Bar key={span.from} span={span} axis={axis} width={width} />
        ))}
        {years(axis, Math.floor(width / 70)).map((day) => (
          <Tick key={day} day={day} at={x(placeOf(axis, day, 0))} width={width} />
        ))}
        <g class="asked-day">
          <line x1={at} x2={at} y1="20" y2="62" />
          <text x={labelAt} y="14" text-anchor="middle" direction={document.documentElement.dir}>
            {label}
          </text>
        </g>
      </svg>
    </div>
  );
}

const whyOf = (span: Span): string => {
  if (span.kind === "same") return say("web.time.other-reasons");
  return span.why === null ? "" : say(`why.${span.why}`);
};

function rowOf(span: Span): Row {
  const from = span.from === null ? "" : civilDate(span.from, "medium");
  const until = span.until === null ? "" : civilDate(span.until, "medium");
  return [
    { text: span.from ?? "", shown: <bdi>{from === "" ? "–" : from}</bdi> },
    { text: span.until ?? "", shown: <bdi>{until === "" ? "–" : until}</bdi> },
    { text: span.verdict, shown: <OutcomeTag outcome={span.verdict} /> },
    { text: whyOf(span) },
  ];
}

// "It holds until 29 September 2028."
export function Holds({ answer }: { answer: Determination }) {
  const { from, until } = answer.stable;
  const code = `web.time.holds${from === undefined ? "" : "-from"}${until === undefined ? "" : "-until"}`;
  return (
    <Sentence
      code={code}
      from={<CivilDate date={from ?? ""} />}
      until={<CivilDate date={until ?? ""} />}
    />
  );
}

export function TimeLine({ answer }: { answer: Determination }) {
  const found = spans(answer);
  if (found.length === 0 || notFound(answer) !== null) return null;
  const asked = answer.question.date;
  const axis = axisOf(found, asked);
  const change = answer.lookAhead[0];
  const columns = ["from", "until", "outcome", "why"].map((name) => say(`web.time.${name}`));
  return (
    <section class="time" key={language.value}>
      <h2>{say("web.time.title")}</h2>
      <Figure
        title={say("web.time.figure")}
        file={`answer-${asked}`}
        summary={
          <p>
            <Holds answer={answer} />{" "}
            {change === undefined ? (
              say("web.time.no-change")
            ) : (
              <Sentence
                code="web.time.next"
                date={<CivilDate date={change.date} />}
                outcome={say(`web.outcome.${change.verdict}`)}
              />
            )}
          </p>
        }
        picture={<Drawn found={found} axis={axis} asked={asked} />}
        table={
          <Table
            caption={say("web.time.figure")}
            quiet
            columns={columns}
            rows={found.map(rowOf)}
            file={`answer-${asked}`}
          />
        }
      />
      <p class="small">{say("web.time.caution", { size: number(answer.asOf.size) })}</p>
    </section>
  );
}
