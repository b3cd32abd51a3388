// A list of what is known: a name for each, and nothing where nothing is known.
import type { ComponentChild } from "preact";

export type Fact = [label: string, value: ComponentChild] | null | undefined | false;

export function Facts({ facts }: { facts: Fact[] }) {
  const known = facts.filter((fact): fact is [string, ComponentChild] => Array.isArray(fact));
  if (known.length === 0) return null;
  return (
    <dl>
      {known.map(([label, value]) => (
        <>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
}
