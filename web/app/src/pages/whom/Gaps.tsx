// Where nothing leads: requirements that no instrument brings anybody's results to, and pairs in
// which results count one way only.
import { segment } from "../../api/client.ts";
import type { Coverage } from "../../api/coverage.ts";
import { say } from "../../language/language.ts";
import { Table } from "../../parts/Table.tsx";
import { Identifier } from "../../parts/text.tsx";
import { href } from "../../shell/router.ts";
import { nameOf, sectorName } from "./words.ts";

export function Gaps({ coverage }: { coverage: Coverage }) {
  const name = nameOf(coverage);
  const { unreached, oneWay } = coverage.gaps;
  const names = (codes: string[]): string => codes.map(name).join(", ");
  const offers = (codes: string[]): string =>
    codes.length === 0
      ? say("web.whom.offers-nothing")
      : codes.map((code) => coverage.labels?.ownLawOffers?.[code] ?? code).join(" · ");
  return (
    <section class="gaps">
      <h2>{say("web.whom.gaps")}</h2>
      <p>{say("web.whom.gaps-about")}</p>
      {unreached.length > 0 && (
        <details class="whole">
          <summary>{say("web.whom.unreached", { count: unreached.length })}</summary>
          <Table
            caption={say("web.whom.unreached", { count: unreached.length })}
            quiet
            file={`unreached-${coverage.on}`}
            columns={[
              say("web.whom.market"),
              say("web.whom.sector"),
              say("web.whom.requirement"),
              say("web.whom.own-law"),
            ]}
            rows={unreached.map((gap) => [
              name(gap.market),
              sectorName(gap.sector),
              {
                text: gap.requirement,
                shown: (
                  <a href={href(`/requirements/${segment(gap.requirement)}`)}>
                    <Identifier>{gap.requirement}</Identifier>
                  </a>
                ),
              },
              offers(gap.ownLawOffers),
            ])}
          />
        </details>
      )}
      {oneWay.length > 0 && (
        <details class="whole">
          <summary>{say("web.whom.one-way", { count: oneWay.length })}</summary>
          <Table
            caption={say("web.whom.one-way", { count: oneWay.length })}
            quiet
            file={`one-way-${coverage.on}`}
            columns={[
              say("web.whom.sector"),
              say("web.whom.results-of"),
              say("web.whom.recognised-by"),
            ]}
            rows={oneWay.map((gap) => [sectorName(gap.sector), names(gap.from), names(gap.to)])}
          />
        </details>
      )}
      {unreached.length + oneWay.length === 0 && <p>{say("web.whom.no-gaps")}</p>}
    </section>
  );
}
