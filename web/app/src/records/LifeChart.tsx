// When what holds, as bars over the years: sure days full, open ones hatched, suspensions cut out;
// a line for the day of the page. With its table and both as files.
import { Fragment } from "preact";
import { useState } from "preact/hooks";
import { language, say } from "../language/language.ts";
import { Figure } from "../parts/Figure.tsx";
import { Table, type Cell } from "../parts/Table.tsx";
import { askedDay } from "./address.ts";
import { scaleOf, type Life } from "./lives.ts";
import { Days } from "./Span.tsx";
import { FateTag } from "./Status.tsx";

const ROW = 44;
const TOP = 26;
// As wide as the page allows: names and years keep their size on a phone.
// A name as long as its row; the whole of it stands in the table. Letters of 13 pixels take some 7.
const fitting = (name: string, width: number): string => {
  const most = Math.floor((width - 8) / 7);
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
};
// Years keep inside the picture.
const within = (at: number, width: number): number => Math.min(Math.max(at, 16), width - 16);
const widthNow = (): number => Math.round(Math.min(760, Math.max(250, innerWidth - 104)));

function Bar({ life, row, x }: { life: Life; row: number; x: (day: string | null) => number }) {
  const y = TOP + row * ROW + 20;
  const { span } = life;
  const mirrored = language.value === "ar";
  // What has no end on file goes on: its bar ends in a point.
  const end = x("9999-12-31") + (mirrored ? 10 : -10);
  const [from, until] = [x(span.from), span.until === null ? end : x(span.until)];
  const bar = (kind: string, one: number, other: number, key?: number) => (
    <rect
      key={key}
      class={`life ${kind}`}
      x={Math.min(one, other)}
      y={y}
      width={Math.max(2, Math.abs(other - one))}
      height={14}
      rx={3}
    />
  );
  return (
    <>
      {span.possiblyFrom !== null && bar("open", x(span.possiblyFrom), from)}
      {span.possiblyUntil !== null && bar("open", until, x(span.possiblyUntil))}
      {bar(life.quiet === true ? "quiet" : "sure", from, until)}
      {span.until === null && (
        <path
          class={life.quiet === true ? "life quiet" : "life sure"}
          d={`M${until} ${y - 3}l${mirrored ? -8 : 8} 10l${mirrored ? 8 : -8} 10z`}
        />
      )}
      {life.gaps.map((gap, at) =>
        bar("gap", x(gap.from), gap.until === null ? until : x(gap.until), at),
      )}
    </>
  );
}

export function LifeChart({
  title,
  lives,
  file,
  columns,
}: {
  title: string;
  lives: Life[];
  file: string;
  // What its name, and further columns of the table, are called.
  columns: string[];
}) {
  if (lives.length === 0) return null;
  const day = askedDay();
  const mirrored = language.value === "ar";
  const [width] = useState(widthNow);
  const { x, ticks } = scaleOf(lives, day, width, mirrored);
  const height = TOP + lives.length * ROW + 6;
  const start = mirrored ? width - 4 : 4;
  const now = lives.filter((life) => life.fate === "holds").length;
  return (
    <Figure
      title={title}
      summary={say("web.record.life.summary", { count: lives.length, now })}
      file={file}
      picture={
        <svg
          class="lives"
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          role="img"
          aria-label={title}
        >
          {ticks.map((tick) => (
            <Fragment key={tick.year}>
              {lives.map((_, row) => {
                const y = TOP + row * ROW + 18;
                return <line key={row} class="tick" x1={tick.at} x2={tick.at} y1={y} y2={y + 18} />;
              })}
              <text class="year" x={within(tick.at, width)} y={14} text-anchor="middle">
                {tick.year}
              </text>
            </Fragment>
          ))}
          {lives.map((life, row) => (
            <Fragment key={row}>
              <text class="life-name" x={start} y={TOP + row * ROW + 13}>
                {fitting(life.name, width)}
              </text>
              <Bar life={life} row={row} x={x} />
            </Fragment>
          ))}
          {lives.map((_, row) => {
            const y = TOP + row * ROW + 16;
            return <line key={row} class="today" x1={x(day)} x2={x(day)} y1={y} y2={y + 22} />;
          })}
        </svg>
      }
      table={
        <Table
          caption={title}
          quiet
          file={file}
          columns={[...columns, say("web.record.life.days"), say("web.record.life.state")]}
          rows={lives.map((life) => [
            life.name,
            ...life.more,
            daysCell(life),
            { text: say(`web.record.fate.${life.fate}`), shown: <FateTag fate={life.fate} /> },
          ])}
        />
      }
    />
  );
}

function daysCell(life: Life): Cell {
  const { span, gaps } = life;
  const text = [`${span.from ?? ""}/${span.until ?? ""}`]
    .concat(gaps.map((gap) => `-${gap.from}/${gap.until ?? ""}`))
    .join(" ");
  const shown = (
    <>
      <Days span={span} />
      {gaps.map((gap, at) => (
        <div key={at} class="small">
          {say("web.record.fate.suspended")}
          {say("web.record.colon")}
          <Days span={{ ...gap, possiblyFrom: null, possiblyUntil: null }} />
        </div>
      ))}
    </>
  );
  return { text, shown };
}
