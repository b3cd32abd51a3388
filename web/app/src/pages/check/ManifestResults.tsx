// What came of the lines: how many of each outcome, the lines that could not be asked, and a table
// that opens each line as a check of its own.
import { useState } from "preact/hooks";
import { has, say } from "../../language/language.ts";
import { reasons } from "../../answer/legs.ts";
import { Spoken } from "../../answer/Spoken.tsx";
import { csv, download } from "../../parts/download.ts";
import { marketName } from "../../parts/markets.ts";
import { OutcomeTag, Shape, toneOf } from "../../parts/signs.tsx";
import { CivilDate, Count, Identifier } from "../../parts/text.tsx";
import { usePrinting } from "../../parts/usePrinting.ts";
import type { Outcome as Verdict } from "../../api/types.ts";
import type { Outcome } from "./manifest.ts";
import { addressOf } from "./question.ts";

const ORDER: Verdict[] = [
  "not-recognised",
  "undecided",
  "evidence-accepted",
  "conditional",
  "recognised",
  "not-applicable",
];
const SHOWN_AT_ONCE = 100;
// Some forty sheets; whoever needs more on paper takes the file.
const PRINTED = 2000;

const problemText = ({ problem }: Outcome): string =>
  problem === undefined ? "" : has(problem.code) ? say(problem.code) : (problem.title ?? problem.code);

const plainText = (text: string): string => text.replace(/[\u2066-\u2069]/g, "");

function asCsv(outcomes: readonly Outcome[]): string {
  const head = ["line", "certificate", "market", "date", "verdict", "why", "extent", "code", "reason"];
  const rows = outcomes.map((outcome) => {
    const { asked, answer, problem } = outcome;
    const [first] = answer === undefined ? [] : reasons(answer);
    return [
      String(outcome.line),
      asked.certificates[0] ?? "",
      asked.market,
      asked.on,
      answer?.verdict ?? "",
      answer?.why ?? "",
      answer?.extent?.whole === false ? (answer.extent.level ?? "part") : "",
      problem?.code ?? first?.code ?? "",
      plainText(first?.sentence ?? problemText(outcome)),
    ];
  });
  return csv([head, ...rows]);
}

function Reason({ outcome }: { outcome: Outcome }) {
  const { answer } = outcome;
  if (answer === undefined) return <>{problemText(outcome)}</>;
  const [first] = reasons(answer);
  if (first !== undefined) return <Spoken {...first} plain />;
  const level = answer.extent?.whole === false ? answer.extent.level : undefined;
  return <>{level !== undefined && say("web.extent.up-to", { level })}</>;
}

function Row({ outcome }: { outcome: Outcome }) {
  const { asked, answer, line } = outcome;
  return (
    <tr>
      <td>
        <Count>{line}</Count>
      </td>
      <th scope="row">
        <a href={addressOf(asked)} target="_blank" rel="noopener">
          <Identifier>{asked.certificates[0] ?? "–"}</Identifier>
        </a>
      </th>
      <td>
        <bdi>{marketName(asked.market)}</bdi>
      </td>
      <td>
        <CivilDate date={asked.on} style="medium" />
      </td>
      <td>
        {answer === undefined ? (
          <span class="tag bad">
            <Shape tone="bad" />
            {say("web.manifest.fault")}
          </span>
        ) : (
          <OutcomeTag outcome={answer.verdict} />
        )}
      </td>
      <td>
        <Reason outcome={outcome} />
      </td>
    </tr>
  );
}

export function ManifestResults({ outcomes, file }: { outcomes: Outcome[]; file: string }) {
  const [only, setOnly] = useState<Verdict | "fault" | null>(null);
  const [wanted, setWanted] = useState(SHOWN_AT_ONCE);
  const printing = usePrinting();
  const most = printing ? Math.max(wanted, PRINTED) : wanted;
  const kindOf = (outcome: Outcome) => outcome.answer?.verdict ?? "fault";
  const counts = new Map<string, number>();
  for (const outcome of outcomes) {
    counts.set(kindOf(outcome), (counts.get(kindOf(outcome)) ?? 0) + 1);
  }
  const kinds = (["fault", ...ORDER] as const).filter((kind) => counts.has(kind));
  const chosen = only === null ? outcomes : outcomes.filter((one) => kindOf(one) === only);
  const take = () => download(`${file.replace(/\.\w+$/, "")}-answers.csv`, "text/csv", asCsv(outcomes));
  return (
    <>
      <div class="row counts" role="group" aria-label={say("web.manifest.filter")}>
        {kinds.map((kind) => (
          <button
            type="button"
            class="quiet count"
            aria-pressed={only === kind}
            onClick={() => setOnly(only === kind ? null : kind)}
          >
            <Shape tone={kind === "fault" ? "bad" : toneOf(kind)} />
            <Count>{counts.get(kind) ?? 0}</Count>{" "}
            {kind === "fault" ? say("web.manifest.fault") : say(`web.outcome.${kind}`)}
          </button>
        ))}
      </div>
      <div class="scrolling" tabIndex={0} role="region" aria-label={say("web.manifest.lines")}>
        <table>
          <caption class="hidden">{say("web.manifest.lines")}</caption>
          <thead>
            <tr>
              {["line", "certificate", "market", "date", "outcome", "reason"].map((name) => (
                <th scope="col" key={name}>
                  {say(`web.manifest.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {chosen.slice(0, most).map((outcome) => (
              <Row key={outcome.line} outcome={outcome} />
            ))}
          </tbody>
        </table>
      </div>
      {printing && chosen.length > most && (
        <p class="small">{say("web.manifest.not-printed", { count: chosen.length - most })}</p>
      )}
      <div class="row screen">
        {chosen.length > most && (
          <button type="button" class="quiet" onClick={() => setWanted(most + SHOWN_AT_ONCE)}>
            {say("web.manifest.more", { count: chosen.length - most })}
          </button>
        )}
        <button type="button" class="quiet" onClick={take}>
          {say("web.export.csv")}
        </button>
      </div>
    </>
  );
}
