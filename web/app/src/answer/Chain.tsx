// The legs of a route as a chain, each opening to what it rests on.
import { useState } from "preact/hooks";
import type { Finding } from "../api/types.ts";
import { has, say } from "../language/language.ts";
import { Shape, toneOfBearing } from "../parts/signs.tsx";
import { Identifier } from "../parts/text.tsx";
import { Evidence } from "./Evidence.tsx";
import { chain, notAsked, type Link } from "./legs.ts";
import { Spoken, Value } from "./Spoken.tsx";

function Found({ finding }: { finding: Finding }) {
  const known = Object.entries(finding.arguments ?? {});
  return (
    <div class="found">
      <p class="finding">
        <Shape tone={toneOfBearing(finding.bearing)} />
        <span>
          <span class="hidden">{say(`web.bearing.${finding.bearing}`)}: </span>
          <Spoken {...finding} />
        </span>
      </p>
      <Evidence entries={finding.evidence} arguments={finding.arguments} />
      <p class="small machine">
        <Identifier code>{finding.code}</Identifier>
        {known.map(([name, value]) => (
          <span key={name}>
            {" · "}
            <bdi>
              <code>{name}</code>
            </bdi>{" "}
            {typeof value === "string" ? (
              <Value name={name}>{value}</Value>
            ) : (
              <bdi>{value.join(", ")}</bdi>
            )}
          </span>
        ))}
      </p>
    </div>
  );
}

// For paper, where nothing opens: the entries of the log.
function entriesOf({ findings }: Link): string {
  const entries = [...new Set(findings.flatMap(({ evidence }) => evidence))];
  return entries.length === 0 ? "" : `[${entries.join(", ")}]`;
}

function Leg({ link }: { link: Link }) {
  const [opened, setOpened] = useState(false);
  const tone = toneOfBearing(link.bearing);
  return (
    <li class={`link ${tone}`}>
      <details class="said" onToggle={(event) => event.currentTarget.open && setOpened(true)}>
        <summary>
          <Shape tone={tone} />
          <span class="of">
            <strong>{say(`leg.${link.leg}`)}</strong>{" "}
            <span class="hidden">({say(`web.bearing.${link.bearing}`)})</span>
            <span class="says">
              <Spoken {...link.first} plain />
              {link.findings.length > 1 && (
                <span class="more"> {say("web.chain.more", { count: link.findings.length - 1 })}</span>
              )}
              <span class="paper"> {entriesOf(link)}</span>
            </span>
          </span>
        </summary>
        {opened && (
          <>
            {has(`web.chain.asks.${link.leg}`) && <p>{say(`web.chain.asks.${link.leg}`)}</p>}
            {link.findings.map((finding) => (
              <Found finding={finding} />
            ))}
          </>
        )}
      </details>
    </li>
  );
}

export function Chain({ findings, whole }: { findings: readonly Finding[]; whole?: boolean }) {
  const missing = notAsked(findings);
  return (
    <>
      <ol class="chain">
        {chain(findings).map((link) => (
          <Leg key={link.leg} link={link} />
        ))}
      </ol>
      {whole === true && missing.length > 0 && (
        <p class="small">
          {say("web.chain.not-asked", { legs: missing.map((leg) => say(`leg.${leg}`)).join(", ") })}
        </p>
      )}
    </>
  );
}
