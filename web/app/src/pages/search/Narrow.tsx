// How a list is narrowed: counted facets where the registry counts, plain choices where not, and
// what is chosen, to be taken away again.
import { get } from "../../api/client.ts";
import { useLoaded } from "../../api/loaded.ts";
import type { Listing } from "../../api/types.ts";
import { language, say } from "../../language/language.ts";
import { Field } from "../../parts/Field.tsx";
import { Count, Foreign } from "../../parts/text.tsx";
import { change } from "../../shell/router.ts";
import { targetOf, type Kind } from "../../records/kinds.ts";
import { nameNow, nameOf } from "../../records/names.ts";
import { choice, label, nameOfSector } from "../../records/words.ts";
import { has } from "../../language/language.ts";
import { PLAIN, ROLES, type Facet } from "./finding.ts";

export function valueText(kind: Kind, facet: string, value: string, given?: string): string {
  if (given !== undefined) return given;
  if (facet === "state" && has(`standing.${value}`)) return say(`standing.${value}`);
  if (facet === "sector") return nameOfSector(value);
  const chosen = choice(kind, facet, value);
  if (chosen !== null) return chosen;
  const target = targetOf(kind, facet);
  return target === null ? value : nameNow(target, value);
}

export const facetText = (kind: Kind, facet: string): string =>
  has(`web.find.facet.${facet}`) ? say(`web.find.facet.${facet}`) : label(kind, facet);

export function Chosen({ kind, filters }: { kind: Kind; filters: Record<string, string> }) {
  const chosen = Object.entries(filters);
  if (chosen.length === 0) return null;
  return (
    <ul class="chosen" aria-label={say("web.find.chosen")}>
      {chosen.map(([name, value]) => (
        <li key={name}>
          <button type="button" class="chip" onClick={() => change({ [name]: null })}>
            <span>
              {facetText(kind, name)}
              {say("web.record.colon")}
              <Foreign>{valueText(kind, name, value)}</Foreign>
            </span>
            <span aria-hidden="true">×</span>
            <span class="hidden">{say("web.find.take-away")}</span>
          </button>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <button
            type="button"
            class="quiet small"
            onClick={() => change(Object.fromEntries(chosen.map(([name]) => [name, null])))}
          >
            {say("web.find.take-all-away")}
          </button>
        </li>
      )}
    </ul>
  );
}

const FIRST = 6;

function FacetOf({ kind, of, exact }: { kind: Kind; of: Facet; exact: boolean }) {
  const values = of.values.map(({ value, count, label: given }) => (
    <li key={value}>
      <button
        type="button"
        class="facet-value"
        onClick={() => change({ [of.facet]: value }, "push")}
      >
        <Foreign>{valueText(kind, of.facet, value, given)}</Foreign>
        <span class="count">
          <Count>{count}</Count>
          {!exact && "+"}
        </span>
      </button>
    </li>
  ));
  return (
    <fieldset class="facet">
      <legend>{facetText(kind, of.facet)}</legend>
      <ul>{values.slice(0, FIRST)}</ul>
      {values.length > FIRST && (
        <details>
          <summary>{say("web.find.more-values", { count: values.length - FIRST })}</summary>
          <ul>{values.slice(FIRST)}</ul>
          {of.others !== undefined && (
            <p class="small">{say("web.find.other-values", { count: of.others.values })}</p>
          )}
        </details>
      )}
    </fieldset>
  );
}

// One value divides nothing.
export const dividingOf = (facets: Facet[], filters: Record<string, string>): Facet[] =>
  facets.filter(({ facet, values }) => filters[facet] === undefined && values.length > 1);

export function Facets({
  kind,
  facets,
  filters,
  exact,
}: {
  kind: Kind;
  facets: Facet[];
  filters: Record<string, string>;
  exact: boolean;
}) {
  const dividing = dividingOf(facets, filters);
  if (dividing.length === 0) return null;
  return (
    <details open={innerWidth > 800} class="facet-box">
      <summary>{say("web.find.narrow")}</summary>
      <div class="facets">
        {dividing.map((facet) => (
          <FacetOf key={facet.facet} kind={kind} of={facet} exact={exact} />
        ))}
      </div>
    </details>
  );
}

interface Option {
  value: string;
  text: string;
}

function useOptions(of: Kind | "roles"): Option[] {
  const [loaded] = useLoaded(
    async (signal): Promise<Option[]> => {
      if (of === "roles") {
        return ROLES.map((value) => ({ value, text: choice("", "roles", value) ?? value }));
      }
      const { items } = await get<Listing>(`/v1/${of}?limit=500`, signal);
      return items
        .map((one) => ({ value: one.id, text: nameOf(one)?.text ?? one.id }))
        .sort((one, other) => one.text.localeCompare(other.text, language.value));
    },
    [of, language.value],
  );
  return loaded.state === "ready" || loaded.state === "stale" ? loaded.value : [];
}

export function Choose({
  name,
  title,
  of,
  value,
}: {
  name: string;
  title: string;
  of: Kind | "roles";
  value: string;
}) {
  const options = useOptions(of);
  return (
    <Field label={title}>
      {(attributes) => (
        <select
          {...attributes}
          value={value}
          onChange={({ currentTarget }) => change({ [name]: currentTarget.value }, "push")}
        >
          <option value="">{say("web.find.any")}</option>
          {value !== "" && !options.some((one) => one.value === value) && (
            <option value={value}>{value}</option>
          )}
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function PlainFilters({ kind, filters }: { kind: Kind; filters: Record<string, string> }) {
  const offered = Object.entries(PLAIN[kind] ?? {});
  if (offered.length === 0) return null;
  return (
    <div class="plain-filters">
      {offered.map(([name, of]) => (
        <Choose
          key={name}
          name={name}
          of={of}
          title={facetText(kind, name)}
          value={filters[name] ?? ""}
        />
      ))}
    </div>
  );
}
