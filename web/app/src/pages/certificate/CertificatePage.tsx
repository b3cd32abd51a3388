// A certificate: whether it holds, what it covers, where it is recognised, what became of it.
import { say } from "../../language/language.ts";
import { Sentence } from "../../language/Sentence.tsx";
import { CivilDate } from "../../parts/text.tsx";
import { Shape } from "../../parts/signs.tsx";
import type { PageProps } from "../index.ts";
import { askedDay, checkAddress } from "../../records/address.ts";
import { RecordPage } from "../../records/Frame.tsx";
import { ofType, type WholeRecord } from "../../records/load.ts";
import { EntryLink, RecordLink } from "../../records/RecordLink.tsx";
import { spanOf } from "../../records/spans.ts";
import { EffectiveDays } from "../../records/Span.tsx";
import { standingOn } from "../../records/standing.ts";
import { toneOfStatus } from "../../records/Status.tsx";
import { Alerts } from "./Alerts.tsx";
import { Recognition } from "./Recognition.tsx";
import { Certified, Scope } from "./Scope.tsx";
import { Cite, Take } from "./Take.tsx";
import "./certificate.css";

function Standing({ record }: { record: WholeRecord }) {
  const day = askedDay();
  const { effective } = record.described.statement;
  const refusal = record.body["artefact"] === "refusal";
  const states = ofType(record, "certificate-state");
  const { status, by } = standingOn(day, spanOf(effective), refusal, states);
  const tone = toneOfStatus(status);
  return (
    <div class={`standing ${tone}`}>
      <p class="verdict">
        <Shape tone={tone} /> {say(`standing.${status}`)}
      </p>
      <p>
        <Sentence code="web.record.standing.on" date={<CivilDate date={day} />} />{" "}
        <EffectiveDays of={effective} style="long" />
      </p>
      {by !== null && (
        <p>
          <Sentence
            code="web.record.standing.by"
            author={<RecordLink kind="organisations" id={by.statement.author} short />}
            date={<CivilDate date={by.statement.effective.from ?? ""} />}
            entry={<EntryLink index={by.index} />}
          />
        </p>
      )}
      <p class="small">{say("web.record.standing.not-recognition")}</p>
      <p>
        <a class="button" href={checkAddress(record.id)}>
          {say("web.record.check")}
        </a>
      </p>
    </div>
  );
}

export default function CertificatePage({ rest }: PageProps) {
  return (
    <RecordPage kind="certificates" id={rest} status={(record) => <Standing record={record} />}>
      {(record) => (
        <>
          <Certified record={record} />
          <Scope record={record} />
          <Recognition id={record.id} />
          <Alerts id={record.id} />
          <Take id={record.id} />
          <Cite record={record} />
        </>
      )}
    </RecordPage>
  );
}
