// Who says so: the author under its own signature, or somebody who copied a named source.
import { say } from "../language/language.ts";
import { Facts } from "../parts/Facts.tsx";
import { Shape } from "../parts/signs.tsx";
import { CivilDate, Digest, Foreign, Identifier, Instant } from "../parts/text.tsx";
import type { Stated } from "./load.ts";
import { EntryLink, RecordLink } from "./RecordLink.tsx";
import { AddressText } from "./Value.tsx";

export function BasisSection({ of }: { of: Stated }) {
  const { statement, index, recorded, digest } = of;
  const { basis } = statement;
  const copied = basis.kind === "transcribed";
  return (
    <section class="basis">
      <h2 id="basis">{say("web.record.basis")}</h2>
      <p class="row">
        <Shape tone={copied ? "open" : "good"} />
        <strong>{say(`web.record.basis.${basis.kind}`)}</strong>
      </p>
      <p class="small">{say(`web.record.basis.${basis.kind}.about`)}</p>
      <Facts
        facts={[
          [
            say(copied ? "web.record.basis.copied-by" : "web.record.basis.author"),
            <RecordLink kind="organisations" id={statement.author} />,
          ],
          basis.source !== undefined && [
            say("web.record.basis.source"),
            <Identifier>{basis.source}</Identifier>,
          ],
          basis.address !== undefined && [
            say("web.record.basis.address"),
            <AddressText>{basis.address}</AddressText>,
          ],
          basis.row !== undefined && [say("web.record.basis.row"), <Foreign>{basis.row}</Foreign>],
          basis.read !== undefined && [
            say("web.record.basis.read"),
            <CivilDate date={basis.read} />,
          ],
          basis.digest !== undefined && [
            say("web.record.basis.digest"),
            <Digest keep={14}>{basis.digest}</Digest>,
          ],
          [say("web.record.basis.entry"), <EntryLink index={index} />],
          [say("web.record.basis.recorded"), <Instant at={recorded} />],
          digest !== undefined && [
            say("web.record.basis.signed"),
            <Digest keep={14}>{digest}</Digest>,
          ],
        ]}
      />
    </section>
  );
}
