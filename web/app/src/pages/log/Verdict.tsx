// How a check of this browser's own came out.
import type { ComponentChildren } from "preact";
import { has, say } from "../../language/language.ts";
import { Tag } from "../../parts/signs.tsx";
import { Identifier } from "../../parts/text.tsx";
import type { Checked } from "../../proof/check.ts";

const TONES = { holds: "good", "does-not-hold": "bad", "not-checked": "open" } as const;

export function Verdict({
  checked,
  children,
}: {
  // Null while it is under way.
  checked: Checked | null;
  children: ComponentChildren;
}) {
  return (
    <li class="check">
      {checked === null ? (
        <span class="small">{say("web.log.checking")}</span>
      ) : (
        <Tag tone={TONES[checked.verdict]}>{say(`web.log.${checked.verdict}`)}</Tag>
      )}
      <span>
        {children}
        {checked !== null && checked.verdict !== "holds" && (
          <span class="small">
            {" "}
            {has(`web.log.why.${checked.code}`) && say(`web.log.why.${checked.code}`)}{" "}
            <Identifier code>{checked.code}</Identifier>
          </span>
        )}
      </span>
    </li>
  );
}
