// What a market requires of a product: which requirements apply, which might, and how each can be
// met. Whether one applies is the registry's answer; what it cannot tell it asks for.
import { get, post, target } from "../../api/client.ts";
import { useLoaded } from "../../api/loaded.ts";
import type { Determination, Finding, Listing, Resource } from "../../api/types.ts";
import { language, say } from "../../language/language.ts";
import { Sentence } from "../../language/Sentence.tsx";
import { Field } from "../../parts/Field.tsx";
import { Tag, type Tone } from "../../parts/signs.tsx";
import { Empty, Shown } from "../../parts/states.tsx";
import { CivilDate, Count, Identifier } from "../../parts/text.tsx";
import { Title } from "../../parts/Title.tsx";
import { change, query } from "../../shell/router.ts";
import type { PageProps } from "../index.ts";
import { askedDay, askedSize, recordAddress } from "../../records/address.ts";
import { Called } from "../../records/Called.tsx";
import { nameOf } from "../../records/names.ts";
import { RecordLink } from "../../records/RecordLink.tsx";
import { nameOfKind, nameOfSector } from "../../records/words.ts";
import { Choose } from "../search/Narrow.tsx";
import SearchPage from "../search/SearchPage.tsx";
import { Procedures, type Duty } from "./duties.tsx";
import "./requirement.css";

interface Choices {
  sectors: string[];
  products: Resource[];
}

async function choices(signal: AbortSignal): Promise<Choices> {
  const [requirements, products] = await Promise.all([
    get<Listing>("/v1/requirements?limit=500", signal),
    get<Listing>("/v1/products?limit=500", signal),
  ]);
  const sectors = new Set(requirements.items.map((one) => String(one["sector"])));
  return { sectors: [...sectors].sort(), products: products.items };
}

function ChooseProduct({ value, of }: { value: string; of: Choices }) {
  return (
    <Field label={say("web.record.requirements.product")}>
      {(attributes) => (
        <select
          {...attributes}
          value={value}
          onChange={({ currentTarget }) => change({ product: currentTarget.value }, "push")}
        >
          <option value="">{say("web.find.any")}</option>
          <optgroup label={say("web.record.requirements.groups")}>
            {of.sectors.map((sector) => (
              <option key={sector} value={sector}>
                {nameOfSector(sector)}
              </option>
            ))}
          </optgroup>
          <optgroup label={nameOfKind("products")}>
            {of.products.map((one) => (
              <option key={one.id} value={one.id}>
                {nameOf(one)?.text ?? one.id}
              </option>
            ))}
          </optgroup>
        </select>
      )}
    </Field>
  );
}

// The question: what is known of the product, and no certificate.
function productOf(value: string, { products }: Choices): Record<string, unknown> {
  const named = products.find((one) => one.id === value);
  if (named === undefined) return { sector: value };
  const attributes = named["attributes"];
  return { sector: named["sector"], ...(attributes !== undefined && { attributes }) };
}

type Applies = "applies" | "perhaps" | "not";
const TONES: Record<Applies, Tone> = { applies: "warn", perhaps: "open", not: "none" };

function appliesBy(findings: readonly Finding[], outcome: string): Applies {
  if (findings.some(({ code }) => code === "requirement.applies")) return "applies";
  return outcome === "not-applicable" ? "not" : "perhaps";
}

// What is told besides whether it applies: facts that are missing, provisions that leave it out.
const SHOWN = [
  "requirement.attribute-needed",
  "requirement.out-of-scope",
  "requirement.excluded",
  "requirement.displaced",
];

function One({ duty, told }: { duty: Duty; told: Determination["requirements"][number] }) {
  const applies = appliesBy(told.findings, told.outcome);
  const sentences = told.findings.filter(({ code }) => SHOWN.includes(code));
  const name = nameOf(duty as unknown as Record<string, unknown>);
  return (
    <section class="duty">
      <h2>
        <a href={recordAddress("requirements", duty.requirement)}>
          {name === null ? <Identifier>{duty.requirement}</Identifier> : <Called name={name} />}
        </a>
      </h2>
      <p class="row">
        <Tag tone={TONES[applies]}>{say(`web.record.requirements.${applies}`)}</Tag>
        <span>
          <RecordLink kind="acts" id={duty.act} short />
        </span>
      </p>
      {sentences.length > 0 && (
        <ul class="small">
          {sentences.map((one, at) => (
            <li key={at}>{one.sentence ?? one.code}</li>
          ))}
        </ul>
      )}
      {applies !== "not" && <Procedures of={duty} />}
    </section>
  );
}

interface Told {
  answer: Determination;
  duties: Map<string, Duty>;
}

async function ask(
  market: string,
  product: string,
  of: Choices,
  signal: AbortSignal,
): Promise<Told> {
  const asOf = askedSize();
  const question = {
    purpose: "market-access",
    market,
    date: askedDay(),
    attestations: [],
    product: productOf(product, of),
    ...(asOf !== null && { asOf }),
  };
  const [answer, list] = await Promise.all([
    post<Determination>(target("/v1/determinations", { sentences: true }), question, signal),
    get<Listing>("/v1/requirements?limit=500", signal),
  ]);
  const duties = new Map(list.items.map((one) => [one.id, one as unknown as Duty]));
  return { answer, duties };
}

function Answer({ market, product, of }: { market: string; product: string; of: Choices }) {
  const [loaded, again] = useLoaded(
    (signal) => ask(market, product, of, signal),
    [market, product, askedDay(), askedSize(), language.value],
  );
  return (
    <Shown loaded={loaded} again={again}>
      {({ answer, duties }) => {
        const told = answer.requirements.flatMap((one) => {
          const duty = duties.get(one.requirement ?? "");
          return duty === undefined ? [] : [{ one, duty }];
        });
        const rank = ({ one }: (typeof told)[number]): number =>
          ["applies", "perhaps", "not"].indexOf(appliesBy(one.findings, one.outcome));
        told.sort((one, other) => rank(one) - rank(other));
        return (
          <>
            <p class="small">
              <Sentence
                code="web.record.requirements.as-of"
                date={<CivilDate date={askedDay()} />}
                size={<Count>{answer.asOf?.size ?? 0}</Count>}
              />
            </p>
            {told.length === 0 && (
              <Empty>
                <p>{say("web.record.requirements.none")}</p>
              </Empty>
            )}
            {answer.findings.map((one, at) => (
              <p key={at} class="note open">
                {one.sentence ?? one.code}
              </p>
            ))}
            {told.map(({ one, duty }) => (
              <One key={duty.requirement} duty={duty} told={one} />
            ))}
          </>
        );
      }}
    </Shown>
  );
}

function Form({ market, product, of }: { market: string; product: string; of: Choices }) {
  return (
    <form class="requirements-form" onSubmit={(event) => event.preventDefault()}>
      <Choose
        name="market"
        of="economies"
        title={say("web.record.requirements.market")}
        value={market}
      />
      <ChooseProduct value={product} of={of} />
    </form>
  );
}

export default function RequirementsPage(_: PageProps) {
  const [loaded, again] = useLoaded(choices, [language.value]);
  const market = query.value.get("market") ?? "";
  const product = query.value.get("product") ?? "";
  if (market === "" || product === "") {
    return (
      <SearchPage rest="requirements">
        <h2>{say("web.record.requirements.title")}</h2>
        <p class="small">{say("web.record.requirements.about")}</p>
        <Shown loaded={loaded} again={again}>
          {(of) => <Form market={market} product={product} of={of} />}
        </Shown>
        <h2>{say("web.record.requirements.all")}</h2>
      </SearchPage>
    );
  }
  return (
    <>
      <Title name={say("web.record.requirements.title")} />
      <p class="lede">{say("web.record.requirements.about")}</p>
      <Shown loaded={loaded} again={again}>
        {(of) => (
          <>
            <Form market={market} product={product} of={of} />
            <Answer market={market} product={product} of={of} />
          </>
        )}
      </Shown>
    </>
  );
}
