// A requirement: for which products, how it can be shown to be met, and what is known to meet it.
import { say } from "../../language/language.ts";
import { Facts } from "../../parts/Facts.tsx";
import { Foreign } from "../../parts/text.tsx";
import type { PageProps } from "../index.ts";
import { to } from "../../records/address.ts";
import { RecordPage } from "../../records/Frame.tsx";
import { Mentioned } from "../../records/Mentions.tsx";
import { RecordLink } from "../../records/RecordLink.tsx";
import { Predicate, type PredicateOf } from "../../records/Predicate.tsx";
import { membersOf } from "../../records/Value.tsx";
import { Atoms, Markings, Procedures, type Duty } from "./duties.tsx";
import { Agreed, Cited } from "./WhatMeets.tsx";
import "./requirement.css";

const SHOWN = ["requirement", "title", "scope", "exclusions", "procedures", "atoms", "markings"];

export default function RequirementPage({ rest }: PageProps) {
  return (
    <RecordPage kind="requirements" id={rest}>
      {(record) => {
        const duty = record.body as unknown as Duty;
        return (
          <>
            <section>
              <h2>{say("web.record.what-it-is")}</h2>
              <Facts facts={membersOf("requirement", record.body, SHOWN)} />
              <p>
                <a href={to("/requirements", { market: duty.market, product: duty.sector })}>
                  {say("web.record.requirement.others")}
                </a>
              </p>
            </section>
            <section>
              <h2>{say("web.record.requirement.products")}</h2>
              <Covered duty={duty} />
            </section>
            <section>
              <h2>{say("web.record.requirement.ways")}</h2>
              <Procedures of={duty} />
            </section>
            <Cited act={duty.act} market={duty.market} />
            <Agreed act={duty.act} />
            <Mentioned
              id={duty.market}
              mention={{
                kind: "equivalence-decisions",
                by: "market",
                also: { sector: duty.sector },
                title: say("web.record.requirement.decisions"),
              }}
            />
            <Markings of={duty} />
            <Atoms of={duty} />
          </>
        );
      }}
    </RecordPage>
  );
}

function Covered({ duty }: { duty: Duty }) {
  const exclusions = duty.exclusions ?? [];
  return (
    <>
      {duty.scope === undefined ? (
        <p>{say("web.record.requirement.every-product")}</p>
      ) : (
        <div>
          <Predicate of={duty.scope as PredicateOf} />
        </div>
      )}
      {exclusions.length > 0 && (
        <>
          <h3>{say("web.record.requirement.left-out")}</h3>
          <ul>
            {exclusions.map((one, at) => (
              <li key={at}>
                <Predicate of={one.when} />
                <br />
                <span class="small">
                  <Foreign>{one.why}</Foreign>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {(duty.displacedBy ?? []).length > 0 && (
        <>
          <h3>{say("web.record.requirement.gives-way")}</h3>
          <ul>
            {(duty.displacedBy ?? []).map((id) => (
              <li key={id}>
                <RecordLink kind="requirements" id={id} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
