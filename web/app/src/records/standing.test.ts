import { expect, test } from "vitest";
import type { Body, Stated, Statement } from "./load.ts";
import { gapsOf } from "./lives.ts";
import { holding, spanOf } from "./spans.ts";
import { fateOn, standingOn } from "./standing.ts";

let index = 0;
function stated(
  body: Body,
  effective: Statement["effective"],
  more: Partial<Statement> = {},
): Stated {
  index += 1;
  const statement: Statement = {
    id: `s${index}`,
    type: "certificate-state",
    author: "body.example",
    basis: { kind: "own" },
    effective,
    body,
    ...more,
  };
  return { index, recorded: "2024-01-01T00:00:00Z", statement };
}

const SPAN = spanOf({ from: "2020-01-01", until: "2025-12-31", untilInclusive: true });
const on = (day: string, ...states: Stated[]): string =>
  standingOn(day, SPAN, false, states).status;

test("a printed last day is still a day on which it holds", () => {
  expect(on("2025-12-31")).toBe("in-force");
  expect(on("2026-01-01")).toBe("expired");
  expect(on("2019-12-31")).toBe("not-yet");
});

test("days that are not known for sure are neither yes nor no", () => {
  const span = spanOf({ from: "2020-06-01", possiblyFrom: "2020-01-01" });
  expect(holding(span, "2020-03-01")).toBe("possibly");
  expect(standingOn("2020-03-01", span, false, []).status).toBe("open");
});

test("a suspension holds until it is lifted, and lapses by itself where it has an end", () => {
  const suspended = stated({ state: "suspended" }, { from: "2022-01-01" });
  const lifted = stated({ state: "reinstated" }, { from: "2022-03-01" });
  expect(on("2021-12-31", lifted, suspended)).toBe("in-force");
  expect(on("2022-02-01", lifted, suspended)).toBe("suspended");
  expect(on("2022-03-01", lifted, suspended)).toBe("in-force");
  const ending = stated({ state: "suspended" }, { from: "2022-01-01", until: "2022-02-01" });
  expect(on("2022-02-01", ending)).toBe("in-force");
});

test("what is withdrawn stays withdrawn; only an annulment goes over it", () => {
  const withdrawn = stated({ state: "withdrawn" }, { from: "2022-01-01" });
  const lifted = stated({ state: "reinstated" }, { from: "2022-02-01" });
  const annulled = stated({ state: "annulled" }, { from: "2023-01-01" });
  expect(on("2022-06-01", withdrawn, lifted)).toBe("withdrawn");
  expect(on("2023-06-01", withdrawn, annulled)).toBe("annulled");
  expect(on("2030-01-01", withdrawn)).toBe("withdrawn");
});

test("an annulment from the beginning counts on every day", () => {
  const annulled = stated({ state: "annulled" }, { from: "2023-01-01" }, { effect: "ex-tunc" });
  expect(on("2020-06-01", annulled)).toBe("annulled");
});

test("a suspension of some models leaves the others as they are", () => {
  const some = stated({ state: "suspended", models: ["KX-17"] }, { from: "2022-01-01" });
  expect(on("2022-06-01", some)).toBe("in-force");
});

test("a change whose day is open makes the state open", () => {
  const perhaps = stated(
    { state: "withdrawn" },
    { from: "2022-06-01", possiblyFrom: "2022-01-01" },
  );
  expect(on("2022-03-01", perhaps)).toBe("open");
  expect(on("2022-06-01", perhaps)).toBe("withdrawn");
});

test("a refusal is no certificate, whatever its days", () => {
  expect(standingOn("2022-01-01", SPAN, true, []).status).toBe("refusal");
});

test("a designation is suspended, reinstated, ended and corrected by other statements", () => {
  const one = stated({ body: "b" }, { from: "2020-01-01" }, { type: "designation" });
  const change = (what: string, from: string, more: Body = {}): Stated =>
    stated({ change: what, subject: one.statement.id, ...more }, { from });
  const suspended = change("suspended", "2022-01-01");
  const lifted = change("reinstated", "2022-06-01");
  const ended = change("ended", "2024-01-01");
  const all = [ended, lifted, suspended];
  const fate = (day: string): string => fateOn(day, one, all, [one]).fate;
  expect(["2021-01-01", "2022-02-01", "2023-01-01", "2024-02-01"].map(fate)).toEqual([
    "holds",
    "suspended",
    "holds",
    "ended",
  ]);
  expect(gapsOf(one, all)).toEqual([
    { from: "2022-01-01", until: "2022-06-01" },
    { from: "2024-01-01", until: null },
  ]);
  const part = change("suspended", "2022-01-01", { part: "toys" });
  expect(fateOn("2022-02-01", one, [part], []).fate).toBe("holds");
  const corrects = { statement: one.statement.id, kind: "clerical" };
  const better = stated({ body: "b" }, { from: "2020-01-01" }, { corrects });
  expect(fateOn("2021-01-01", one, [], [one, better]).fate).toBe("corrected");
});
