// The newest signed checkpoint, checked here, and held against the one that this browser saw last.
import { useEffect, useState } from "preact/hooks";
import { useLoaded } from "../../api/loaded.ts";
import { instant } from "../../language/dates.ts";
import { say } from "../../language/language.ts";
import { download } from "../../parts/download.ts";
import { Facts } from "../../parts/Facts.tsx";
import { Count, Digest, Identifier } from "../../parts/text.tsx";
import { checkGrowth, checkSignature, type Checked, type Signed } from "../../proof/check.ts";
import { compare, recall, remember, type Since } from "../../proof/remembered.ts";
import { foundingKey, tileOf } from "./load.ts";
import { Verdict } from "./Verdict.tsx";

// What this browser keeps; it may refuse to.
function memory(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

interface Checks {
  signature: Checked | null;
  growth: Checked | null;
}

// Checks once for each checkpoint; what holds is what is remembered from now on.
function useChecks(signed: Signed, vkey: string | null, since: Since): Checks {
  const [checks, setChecks] = useState<Checks>({ signature: null, growth: null });
  useEffect(() => {
    if (vkey === null) return;
    let gone = false;
    const run = async () => {
      const signature = await checkSignature(signed.note, vkey);
      if (gone) return;
      setChecks({ signature, growth: null });
      const growth =
        since.kind === "grown" ? await checkGrowth(since.seen, signed, tileOf) : null;
      if (gone) return;
      setChecks({ signature, growth });
      const isNew = since.kind === "first" || growth?.verdict === "holds";
      if (signature.verdict === "holds" && isNew) {
        const { size, root } = signed;
        remember(memory(), signed.origin, { size, root, at: Date.now() });
      }
    };
    void run();
    return () => {
      gone = true;
    };
  }, [signed.note, vkey]);
  return checks;
}

export function CheckpointCard({ signed }: { signed: Signed }) {
  const [key] = useLoaded(foundingKey, []);
  const [since] = useState<Since>(() => compare(recall(memory(), signed.origin), signed));
  const vkey = key.state === "ready" ? key.value : null;
  const checks = useChecks(signed, vkey, since);
  return (
    <section>
      <h2>{say("web.log.checkpoint")}</h2>
      <p>{say("web.log.checkpoint-about")}</p>
      <Facts
        facts={[
          [say("web.log.origin"), <Identifier>{signed.origin}</Identifier>],
          [say("web.log.size"), <Count>{signed.size}</Count>],
          [say("web.log.root"), <Identifier code>{signed.root}</Identifier>],
          vkey !== null && [say("web.log.key"), <Identifier code>{vkey}</Identifier>],
          ...signed.signatures.map((signature): [string, preact.ComponentChild] => [
            say("web.log.signature"),
            <>
              <Identifier>{signature.name}</Identifier> <Identifier code>{signature.id}</Identifier>{" "}
              <Digest>{signature.octets}</Digest>
            </>,
          ]),
        ]}
      />
      <h3>{say("web.log.checked-here")}</h3>
      <ul class="checks" aria-live="polite">
        <Verdict checked={checks.signature}>{say("web.log.signature-checked")}</Verdict>
        <Remembered signed={signed} since={since} growth={checks.growth} />
      </ul>
      <p class="small">{say("web.log.key-caution")}</p>
      <details>
        <summary>{say("web.log.note")}</summary>
        <pre class="octets" dir="ltr" tabIndex={0}>
          {signed.note}
        </pre>
      </details>
    </section>
  );
}

function Remembered({
  signed,
  since,
  growth,
}: {
  signed: Signed;
  since: Since;
  growth: Checked | null;
}) {
  if (since.kind === "first") {
    return (
      <li class="check">
        <span>{say("web.log.first")}</span>
      </li>
    );
  }
  const { seen } = since;
  const at = instant(new Date(seen.at).toISOString());
  if (since.kind === "same") {
    return <Verdict checked={{ verdict: "holds" }}>{say("web.log.same", { at })}</Verdict>;
  }
  if (since.kind === "grown") {
    return (
      <Verdict checked={growth}>
        {say("web.log.grown", { at, size: seen.size, more: signed.size - seen.size })}
      </Verdict>
    );
  }
  const bad: Checked = { verdict: "does-not-hold", code: `log.${since.kind}` };
  return (
    <>
      <Verdict checked={bad}>{say(`web.log.${since.kind}`, { at, size: seen.size })}</Verdict>
      <li class="check">
        <button
          type="button"
          class="quiet small"
          onClick={() =>
            download(
              "two-checkpoints.json",
              "application/json",
              JSON.stringify({ seen, now: signed }, null, 2),
            )
          }
        >
          {say("web.log.keep-both")}
        </button>
      </li>
    </>
  );
}
