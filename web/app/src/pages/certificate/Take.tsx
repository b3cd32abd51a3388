// To take along: the code that leads here, the credential, the sheet, the record; how to cite it.
import { useEffect, useState } from "preact/hooks";
import { ask, segment } from "../../api/client.ts";
import { say } from "../../language/language.ts";
import { Sentence } from "../../language/Sentence.tsx";
import { CivilDate, Count, Identifier } from "../../parts/text.tsx";
import { askedDay } from "../../records/address.ts";
import type { WholeRecord } from "../../records/load.ts";

// The code as the registry draws it; nothing where it draws none.
function useCode(address: string): string | null {
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    let made: string | null = null;
    ask(address, { signal: controller.signal, accept: "image/svg+xml" })
      .then(async (response) => {
        const svg = new Blob([await response.text()], { type: "image/svg+xml" });
        if (controller.signal.aborted) return;
        made = URL.createObjectURL(svg);
        setPicture(made);
      })
      .catch(() => setPicture(null));
    return () => {
      controller.abort();
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [address]);
  return picture;
}

export function Take({ id }: { id: string }) {
  const path = `/v1/certificates/${segment(id)}`;
  const picture = useCode(`${path}/code.svg`);
  return (
    <section>
      <h2 id="take">{say("web.record.take")}</h2>
      <div class="take">
        {picture !== null && (
          <figure class="qr">
            <img src={picture} width="144" height="144" alt={say("web.record.take.code", { id })} />
            <figcaption class="small">{say("web.record.take.scan")}</figcaption>
          </figure>
        )}
        <ul class="downloads">
          <li>
            <a href={`${path}/paper`} download>
              {say("web.record.take.paper")}
            </a>
            <span class="small">{say("web.record.take.paper.about")}</span>
          </li>
          <li>
            <a href={`${path}/credential`} download>
              {say("web.record.take.credential")}
            </a>
            <span class="small">{say("web.record.take.credential.about")}</span>
          </li>
          <li>
            <a href={path} download>
              {say("web.record.take.json")}
            </a>
            <span class="small">{say("web.record.take.json.about")}</span>
          </li>
        </ul>
      </div>
    </section>
  );
}

// Everything that somebody needs to find the same again: number, registry, log size, day.
export function Cite({ record }: { record: WholeRecord }) {
  const { origin, size } = record.log;
  const address = `${location.origin}/certificates/${encodeURIComponent(record.id)}`;
  const whole = `${address}?asOf=${size}&on=${askedDay()}`;
  return (
    <section>
      <h2 id="cite">{say("web.record.cite")}</h2>
      <blockquote class="citation">
        <Sentence
          code="web.record.cite.text"
          number={<Identifier>{String(record.body["number"] ?? record.id)}</Identifier>}
          origin={<Identifier>{origin}</Identifier>}
          size={<Count>{size}</Count>}
          date={<CivilDate date={askedDay()} />}
        />
        <br />
        <a href={whole}>
          <Identifier>{whole}</Identifier>
        </a>
      </blockquote>
      <p class="small">{say("web.record.cite.about")}</p>
    </section>
  );
}
