// What stands where something is not (yet): on its way, empty, old, failed.
import type { ComponentChildren } from "preact";
import { has, say } from "../language/language.ts";
import type { Loaded } from "../api/loaded.ts";
import { OFFLINE, type Problem } from "../api/problem.ts";
import { Identifier } from "./text.tsx";

export function Loading({ what }: { what?: string }) {
  return (
    <div class="loading" role="status">
      <span class="hidden">{what ?? say("web.state.loading")}</span>
      <span class="bone" />
      <span class="bone short" />
      <span class="bone" />
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

// A problem in words, with its code for whoever has to report it.
export function ProblemNote({ problem, again }: { problem: Problem; again?: () => void }) {
  const { code, title, place, pointer, expected } = problem.document;
  return (
    <div class="note bad" role="alert">
      <p>
        <strong>{has(code) ? say(code) : (title ?? say("web.problem.unexpected"))}</strong>
      </p>
      <p class="small">
        <Identifier code>{code}</Identifier>
        {[place, pointer, expected].map((more) =>
          more == null ? null : (
            <>
              {" · "}
              <Identifier>{more}</Identifier>
            </>
          ),
        )}
      </p>
      {again !== undefined && (
        <button type="button" class="quiet" onClick={again}>
          {say("web.state.again")}
        </button>
      )}
    </div>
  );
}

export function StaleNote({ at, problem }: { at: number; problem: Problem | null }) {
  if (problem === null) return null;
  const minutes = Math.max(1, Math.round((Date.now() - at) / 60_000));
  const code = problem.code === OFFLINE ? "web.state.stale-offline" : "web.state.stale";
  return (
    <p class="note warn" role="status">
      {say(code, { minutes })}
    </p>
  );
}

// Shows what is loaded in whatever state it is.
export function Shown<Value>({
  loaded,
  again,
  children,
}: {
  loaded: Loaded<Value>;
  again?: () => void;
  children: (value: Value) => ComponentChildren;
}) {
  if (loaded.state === "loading") return <Loading />;
  if (loaded.state === "failed") {
    return <ProblemNote problem={loaded.problem} {...(again && { again })} />;
  }
  return (
    <>
      {loaded.state === "stale" && <StaleNote at={loaded.at} problem={loaded.problem} />}
      {children(loaded.value)}
    </>
  );
}

// A long work: how far it is, and a way to end it.
export function Progress({
  label,
  done,
  of,
  cancel,
}: {
  label: string;
  done: number;
  of: number;
  cancel?: () => void;
}) {
  return (
    <div class="progress">
      <label>
        {label}
        <progress value={done} max={Math.max(of, 1)} />
      </label>
      {cancel !== undefined && (
        <button type="button" class="quiet" onClick={cancel}>
          {say("web.state.cancel")}
        </button>
      )}
    </div>
  );
}
