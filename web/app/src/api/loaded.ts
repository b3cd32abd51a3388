// Something on its way from the registry, in every state that a page must show: on its way, here,
// here but from before (the newer one did not come), or failed.
import { useEffect, useRef, useState } from "preact/hooks";
import { OFFLINE, Problem } from "./problem.ts";

export type Loaded<Value> =
  | { state: "loading" }
  | { state: "ready"; value: Value; at: number }
  | { state: "stale"; value: Value; at: number; problem: Problem | null }
  | { state: "failed"; problem: Problem };

// Asks again whenever a dependency changes; what was under way is given up then. While something
// newer comes, what is there stays, marked stale.
export function useLoaded<Value>(
  load: (signal: AbortSignal) => Promise<Value>,
  dependencies: readonly unknown[],
): [Loaded<Value>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  const before = useRef(dependencies);
  useEffect(() => {
    const controller = new AbortController();
    const same = dependencies.every((value, at) => Object.is(value, before.current[at]));
    before.current = dependencies;
    setLoaded((last) => (same ? waiting(last) : { state: "loading" }));
    load(controller.signal).then(
      (value) => {
        if (!controller.signal.aborted) setLoaded({ state: "ready", value, at: Date.now() });
      },
      (thrown: unknown) => {
        if (controller.signal.aborted) return;
        const problem = thrown instanceof Problem ? thrown : unexpected(thrown);
        setLoaded((last) => failed(last, problem));
      },
    );
    return () => controller.abort();
  }, [...dependencies, attempt]);
  return [loaded, () => setAttempt((count) => count + 1)];
}

function waiting<Value>(last: Loaded<Value>): Loaded<Value> {
  if (last.state === "ready") return { ...last, state: "stale", problem: null };
  return last.state === "failed" ? { state: "loading" } : last;
}

function failed<Value>(last: Loaded<Value>, problem: Problem): Loaded<Value> {
  const kept = last.state === "ready" || last.state === "stale";
  if (kept && problem.code === OFFLINE) return { ...last, state: "stale", problem };
  return { state: "failed", problem };
}

function unexpected(thrown: unknown): Problem {
  console.error(thrown);
  return new Problem({ code: "web.problem.unexpected" });
}
