// What the credential says beside what is on file; where they differ comes first.
import { segment } from "../../api/client.ts";
import { civilDate, isCivilDate } from "../../language/dates.ts";
import { has, say } from "../../language/language.ts";
import { Tag, type Tone } from "../../parts/signs.tsx";
import { Table } from "../../parts/Table.tsx";
import { Identifier } from "../../parts/text.tsx";
import { href } from "../../shell/router.ts";
import type { Showing } from "./Verification.tsx";

const TONES: Record<string, Tone> = {
  same: "good",
  differs: "bad",
  "not-in-credential": "none",
  "not-on-file": "open",
};

function plain(value: unknown): string {
  if (value === undefined || value === null) return "–";
  if (typeof value === "string") return isCivilDate(value) ? civilDate(value, "medium") : value;
  if (typeof value === "boolean") return say(value ? "web.missing.yes" : "web.missing.no");
  if (Array.isArray(value)) return value.map(plain).join(", ");
  return JSON.stringify(value);
}

export function Compared({ showing }: { showing: Showing }) {
  const { onFile, compared = [] } = showing;
  const order = ["differs", "not-on-file", "not-in-credential", "same"];
  const rank = (outcome: string) => order.indexOf(outcome);
  const sorted = [...compared].sort((a, b) => rank(a.outcome) - rank(b.outcome));
  const differing = compared.filter(({ outcome }) => outcome === "differs").length;
  const member = (name: string) => {
    const code = `web.compared.${name}`;
    return has(code) ? say(code) : name;
  };
  return (
    <section class="compared">
      <h2>{say("web.compared.title")}</h2>
      {onFile === undefined ? (
        <p>{say("web.compared.none")}</p>
      ) : (
        <p>
          {say("web.compared.differing", { count: differing })}{" "}
          <a href={href(`/certificates/${segment(onFile.certificate)}`)}>
            <Identifier>{onFile.certificate}</Identifier>
          </a>
        </p>
      )}
      {sorted.length > 0 && (
        <Table
          caption={say("web.compared.title")}
          quiet
          file="compared"
          columns={["member", "outcome", "credential", "registry"].map((name) =>
            say(`web.compared.column.${name}`),
          )}
          rows={sorted.map((row) => [
            member(row.member),
            {
              text: row.outcome,
              shown: (
                <Tag tone={TONES[row.outcome] ?? "none"}>
                  {say(`web.compared.outcome.${row.outcome}`)}
                </Tag>
              ),
            },
            plain(row.credential),
            plain(row.registry),
          ])}
        />
      )}
    </section>
  );
}
