// The state of a record on the day of the page, by sign and word.
import { useEffect, useState } from "preact/hooks";
import { say } from "../language/language.ts";
import { Tag, type Tone } from "../parts/signs.tsx";
import type { Resource } from "../api/types.ts";
import { askedDay } from "./address.ts";
import { statements, type Stated } from "./load.ts";
import { spanOf } from "./spans.ts";
import { standingOn, type CertificateStatus, type Fate } from "./standing.ts";

const TONES: Record<CertificateStatus, Tone> = {
  "in-force": "good",
  restricted: "warn",
  suspended: "bad",
  withdrawn: "bad",
  cancelled: "bad",
  reissued: "bad",
  annulled: "bad",
  refusal: "bad",
  expired: "bad",
  "not-yet": "open",
  open: "open",
};

export const toneOfStatus = (status: CertificateStatus): Tone => TONES[status];

export function StatusTag({ status }: { status: CertificateStatus }) {
  return <Tag tone={TONES[status]}>{say(`standing.${status}`)}</Tag>;
}

const FATES: Record<Fate, Tone> = {
  holds: "good",
  possibly: "open",
  "not-yet": "open",
  over: "none",
  suspended: "bad",
  ended: "bad",
  corrected: "none",
  replaced: "none",
};

export function FateTag({ fate }: { fate: Fate }) {
  return <Tag tone={FATES[fate]}>{say(`web.record.fate.${fate}`)}</Tag>;
}

// Of a certificate in a list, whose answer has heads alone: where changes of its state are on file
// they are read before anything is said.
export function ListedStatus({ record }: { record: Resource }) {
  const changes = record.trail.filter((head) => head.type === "certificate-state");
  const [states, setStates] = useState<Stated[] | null>(changes.length === 0 ? [] : null);
  useEffect(() => {
    if (changes.length === 0) return;
    const controller = new AbortController();
    statements(changes.map((head) => head.index), controller.signal).then(setStates, () => {});
    return () => controller.abort();
  }, [record.id]);
  if (states === null) return null;
  const span = spanOf(record.statement.effective);
  const { status } = standingOn(askedDay(), span, record["artefact"] === "refusal", states);
  return <StatusTag status={status} />;
}
