// What every page ends with: which log the answers come from, and the pages that explain.
import { say } from "../language/language.ts";
import { useLoaded } from "../api/loaded.ts";
import { ask } from "../api/client.ts";
import { Count, Identifier } from "../parts/text.tsx";
import { Sentence } from "../language/Sentence.tsx";
import { readable } from "./lists.ts";
import { href, path, query } from "./router.ts";

interface Checkpoint {
  origin: string;
  size: number;
}

const FURTHER = [
  { code: "web.shell.about", to: "/about" },
  { code: "web.way.whom", to: "/who-recognises-whom" },
  { code: "web.way.log", to: "/log" },
  { code: "web.way.data", to: "/data" },
] as const;

// C2SP tlog-checkpoint: the first two lines are the origin and the size.
async function newest(signal: AbortSignal): Promise<Checkpoint> {
  const note = await (await ask("/log/checkpoint", { signal, accept: "text/plain" })).text();
  const [origin = "", size = "0"] = note.split("\n");
  return { origin, size: Number(size) };
}

const queried = (parameters: URLSearchParams): string =>
  parameters.size === 0 ? "" : `?${readable(parameters)}`;

export function Footer() {
  const [checkpoint] = useLoaded(newest, []);
  return (
    <>
      {checkpoint.state === "ready" && (
        <p>
          <a href={href("/log")}>{say("web.shell.log")}</a>{" "}
          <Identifier>{checkpoint.value.origin}</Identifier> ·{" "}
          <Count>{checkpoint.value.size}</Count>
        </p>
      )}
      <p>{say("web.shell.promise")}</p>
      <p class="on-paper">
        <Sentence
          code="web.print.address"
          address={<Identifier>{location.origin + path.value + queried(query.value)}</Identifier>}
        />
      </p>
      <nav aria-label={say("web.shell.guidance")}>
        <ul class="ends-with">
          {FURTHER.map(({ code, to }) => (
            <li key={to}>
              <a href={href(to)}>{say(code)}</a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
