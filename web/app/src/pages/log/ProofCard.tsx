// That the log holds the entry: the proof, computed again in this browser from the entry's own
// octets up to the root, and the checkpoint that signs this root.
import { useEffect, useState } from "preact/hooks";
import { useLoaded } from "../../api/loaded.ts";
import { say } from "../../language/language.ts";
import { Facts } from "../../parts/Facts.tsx";
import { Figure } from "../../parts/Figure.tsx";
import { Shown } from "../../parts/states.tsx";
import { Table } from "../../parts/Table.tsx";
import { Identifier } from "../../parts/text.tsx";
import { checkSignature, readProof, type Checked, type Proof } from "../../proof/check.ts";
import { foundingKey, octets } from "./load.ts";
import { ProofTree, rangeText } from "./ProofTree.tsx";
import { Verdict } from "./Verdict.tsx";

export function ProofCard({ index }: { index: number }) {
  const address = `/v1/statements/${index}/proof`;
  const [loaded, again] = useLoaded(
    async (signal) => ({ proof: await readProof(await octets(address, signal)) }),
    [index],
  );
  return (
    <section>
      <h2>{say("web.log.proof")}</h2>
      <p>{say("web.log.proof-about")}</p>
      <Shown loaded={loaded} again={again}>
        {({ proof }) =>
          proof === null ? (
            <ul class="checks">
              <Verdict checked={{ verdict: "not-checked", code: "host.insecure" }}>
                {say("web.log.inclusion-checked")}
              </Verdict>
            </ul>
          ) : (
            <Shows proof={proof} />
          )
        }
      </Shown>
      <p>
        <a href={address} download={`entry-${index}.tlog-proof`}>
          {say("web.log.proof-file")}
        </a>
      </p>
    </section>
  );
}

function Shows({ proof }: { proof: Proof }) {
  const [key] = useLoaded(foundingKey, []);
  const [signature, setSignature] = useState<Checked | null>(null);
  const vkey = key.state === "ready" ? key.value : null;
  useEffect(() => {
    if (vkey !== null) void checkSignature(proof.checkpoint.note, vkey).then(setSignature);
  }, [proof, vkey]);
  const { checkpoint, steps } = proof;
  const computed = proof.reached.at(-1) ?? proof.leaf;
  return (
    <>
      <ul class="checks" aria-live="polite">
        <Verdict checked={proof.inclusion}>{say("web.log.inclusion-checked")}</Verdict>
        <Verdict checked={signature}>{say("web.log.signature-checked")}</Verdict>
      </ul>
      <Facts
        facts={[
          [say("web.log.leaf"), <Identifier code>{proof.leaf}</Identifier>],
          [say("web.log.root-computed"), <Identifier code>{computed}</Identifier>],
          [say("web.log.root-signed"), <Identifier code>{checkpoint.root}</Identifier>],
        ]}
      />
      <Figure
        title={say("web.log.tree-title")}
        summary={say("web.log.tree-about", { entry: proof.index, steps: steps.length, size: checkpoint.size })}
        file={`proof-${proof.index}-of-${checkpoint.size}`}
        picture={<ProofTree proof={proof} />}
        table={
          <Table
            caption={say("web.log.tree-title")}
            quiet
            file={`proof-${proof.index}-of-${checkpoint.size}`}
            columns={[
              say("web.log.step"),
              say("web.log.side"),
              say("web.log.beside"),
              say("web.log.given"),
              say("web.log.computed"),
            ]}
            rows={steps.map((step, at) => [
              String(at + 1),
              say(`web.log.side-${step.side}`),
              rangeText(step.other),
              { text: proof.others[at] ?? "", shown: <code dir="ltr">{proof.others[at]}</code> },
              { text: proof.reached[at] ?? "", shown: <code dir="ltr">{proof.reached[at]}</code> },
            ])}
          />
        }
      />
    </>
  );
}
