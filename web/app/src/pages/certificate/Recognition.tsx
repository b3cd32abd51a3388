// Where it is recognised: every market by what the registry answers for it on the day of the page.
import { useEffect, useState } from "preact/hooks";
import { get } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import type { Listing, Outcome } from "../../api/types.ts";
import { language, say } from "../../language/language.ts";
import { Sentence } from "../../language/Sentence.tsx";
import { addressOfShapes } from "../../map/shapes.ts";
import { Later } from "../../parts/Later.tsx";
import { OutcomeTag, Shape, Tag, toneOf } from "../../parts/signs.tsx";
import { Progress, ProblemNote } from "../../parts/states.tsx";
import { Table } from "../../parts/Table.tsx";
import { CivilDate, Count, Foreign, Identifier } from "../../parts/text.tsx";
import { askedDay, askedSize, checkAddress } from "../../records/address.ts";
import { nameNow, remember } from "../../records/names.ts";
import { askEverywhere, grouped, type Answered, type Group } from "./determinations.ts";

const map = () => import("../../map/MarketMap.tsx");

interface Work {
  markets: string[];
  answers: Answered[];
  state: "working" | "done" | "cancelled";
  problem: Problem | null;
}

const NOTHING: Work = { markets: [], answers: [], state: "working", problem: null };

async function marketsOf(signal: AbortSignal): Promise<string[]> {
  const { items } = await get<Listing>("/v1/economies?limit=500", signal);
  for (const one of items) remember("economies", one.id, one);
  return items.map((one) => one.id);
}

function useEverywhere(certificate: string): [Work, stop: () => void, again: () => void] {
  const [work, setWork] = useState<Work>(NOTHING);
  const [stop, setStop] = useState<() => void>(() => () => {});
  const [attempt, setAttempt] = useState(0);
  const [date, asOf] = [askedDay(), askedSize()];
  useEffect(() => {
    const controller = new AbortController();
    setWork(NOTHING);
    setStop(() => () => {
      controller.abort();
      setWork((before) => ({ ...before, state: "cancelled" }));
    });
    const told = (some: Answered[]): void =>
      setWork((before) => ({ ...before, answers: [...before.answers, ...some] }));
    const run = async (): Promise<void> => {
      const markets = await marketsOf(controller.signal);
      setWork((before) => ({ ...before, markets }));
      await askEverywhere({ certificate, date, asOf }, markets, told, controller.signal);
      setWork((before) => ({ ...before, state: "done" }));
    };
    run().catch((thrown: unknown) => {
      if (controller.signal.aborted) return;
      const problem =
        thrown instanceof Problem ? thrown : new Problem({ code: "web.problem.unexpected" });
      setWork((before) => ({ ...before, state: "done", problem }));
    });
    return () => controller.abort();
  }, [certificate, date, asOf, attempt, language.value]);
  return [work, stop, () => setAttempt((count) => count + 1)];
}

function Market({ certificate, answered }: { certificate: string; answered: Answered }) {
  const { market, verdict, level } = answered;
  const name = nameNow("economies", market);
  return (
    <li>
      <a class="market" href={checkAddress(certificate, market)}>
        <Shape tone={verdict === undefined ? "open" : toneOf(verdict)} />
        <span>
          <Foreign>{name}</Foreign>
          {level !== undefined && (
            <span class="small">
              {" "}
              <Sentence
                code="web.record.everywhere.level"
                level={<Identifier>{level}</Identifier>}
              />
            </span>
          )}
        </span>
      </a>
    </li>
  );
}

const NOT_ANSWERED = "web.record.everywhere.not-answered";
const outcomeText = (outcome: Outcome | null): string =>
  say(outcome === null ? NOT_ANSWERED : `web.outcome.${outcome}`);

// More markets than that are opened by whoever wants them all.
const MOST_OPEN = 24;

function GroupOf({
  certificate,
  group,
  open,
}: {
  certificate: string;
  group: Group;
  open: boolean;
}) {
  const { outcome, answers } = group;
  const byName = [...answers].sort((one, other) =>
    nameNow("economies", one.market).localeCompare(
      nameNow("economies", other.market),
      language.value,
    ),
  );
  return (
    <details class="outcome-group whole" open={open || answers.length <= MOST_OPEN}>
      <summary>
        {outcome === null ? (
          <Tag tone="open">{say(NOT_ANSWERED)}</Tag>
        ) : (
          <OutcomeTag outcome={outcome} />
        )}{" "}
        <Count>{answers.length}</Count>
      </summary>
      <ul class="markets">
        {byName.map((answered) => (
          <Market key={answered.market} certificate={certificate} answered={answered} />
        ))}
      </ul>
    </details>
  );
}

function Filter({
  groups,
  chosen,
  choose,
}: {
  groups: Group[];
  chosen: Outcome | null;
  choose: (outcome: Outcome | null) => void;
}) {
  return (
    <div class="row outcome-filter" role="group" aria-label={say("web.record.everywhere.filter")}>
      <button
        type="button"
        class="chip"
        aria-pressed={chosen === null}
        onClick={() => choose(null)}
      >
        {say("web.record.everywhere.all")}
      </button>
      {groups.map(
        ({ outcome, answers }) =>
          outcome !== null && (
            <button
              key={outcome}
              type="button"
              class="chip"
              aria-pressed={chosen === outcome}
              onClick={() => choose(outcome)}
            >
              <Shape tone={toneOf(outcome)} /> {outcomeText(outcome)}{" "}
              <Count>{answers.length}</Count>
            </button>
          ),
      )}
    </div>
  );
}

const fileOf = (id: string): string => `recognition-${id.replaceAll(/[^\w.-]+/g, "-")}`;

function TableOf({ id, groups }: { id: string; groups: Group[] }) {
  return (
    <Table
      caption={say("web.record.everywhere")}
      quiet
      file={fileOf(id)}
      columns={[
        say("web.record.everywhere.market"),
        say("web.record.everywhere.code"),
        say("web.record.everywhere.answer"),
        say("web.record.everywhere.up-to"),
      ]}
      rows={groups.flatMap(({ outcome, answers }) =>
        answers.map((answered) => [
          nameNow("economies", answered.market),
          answered.market,
          outcomeText(outcome),
          answered.level ?? "",
        ]),
      )}
    />
  );
}

// A map where the operator supplied shapes of markets; the table in any case.
function Pictured({ id, groups }: { id: string; groups: Group[] }) {
  const table = <TableOf id={id} groups={groups} />;
  const address = addressOfShapes();
  if (address === null) {
    return (
      <details>
        <summary>{say("web.figure.table")}</summary>
        {table}
      </details>
    );
  }
  const markets = groups.flatMap(({ outcome, answers }) =>
    answers.map(({ market }) => ({
      market,
      name: nameNow("economies", market),
      tone: outcome === null ? ("open" as const) : toneOf(outcome),
      word: outcomeText(outcome),
    })),
  );
  return <Later load={map} address={address} markets={markets} file={fileOf(id)} table={table} />;
}

export function Recognition({ id }: { id: string }) {
  const [work, stop, again] = useEverywhere(id);
  const [chosen, setChosen] = useState<Outcome | null>(null);
  const groups = grouped(work.answers);
  const shown = groups.filter((group) => chosen === null || group.outcome === chosen);
  return (
    <section>
      <h2 id="everywhere">{say("web.record.everywhere")}</h2>
      <p class="small">
        <Sentence code="web.record.everywhere.about" date={<CivilDate date={askedDay()} />} />
      </p>
      {work.state === "working" && (
        <Progress
          label={say("web.record.everywhere.progress", {
            done: work.answers.length,
            of: work.markets.length,
          })}
          done={work.answers.length}
          of={work.markets.length}
          cancel={stop}
        />
      )}
      {work.state === "cancelled" && (
        <p class="note warn" role="status">
          {say("web.record.everywhere.cancelled")}{" "}
          <button type="button" class="quiet" onClick={again}>
            {say("web.state.again")}
          </button>
        </p>
      )}
      {work.problem !== null && <ProblemNote problem={work.problem} again={again} />}
      {groups.length > 0 && <Filter groups={groups} chosen={chosen} choose={setChosen} />}
      {shown.map((group) => (
        <GroupOf
          key={`${group.outcome} ${chosen}`}
          certificate={id}
          group={group}
          open={chosen !== null}
        />
      ))}
      {work.state === "done" && groups.length > 0 && <Pictured id={id} groups={groups} />}
    </section>
  );
}
