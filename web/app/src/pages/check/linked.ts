// The certificates that this registry has for a GS1 Digital Link: its own resolver is asked by the
// path, whoever's host stood in the code.
import { get } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";

type Linkset = { linkset?: Record<string, unknown>[] };

export function numbersIn({ linkset = [] }: Linkset): string[] {
  const links = linkset.flatMap((one) => Object.values(one)).filter(Array.isArray).flat();
  const numbers = links.flatMap((link: { href?: unknown }) => {
    const path = typeof link.href === "string" ? new URL(link.href, "http://here").pathname : "";
    const found = /^\/certificates\/([^/]+)$/.exec(path)?.[1];
    return found === undefined ? [] : [decodeURIComponent(found)];
  });
  return [...new Set(numbers)];
}

export async function linked(path: string): Promise<string[]> {
  try {
    return numbersIn(await get<Linkset>(`${path}?linkType=linkset`));
  } catch (thrown) {
    // Nothing on file bears it.
    if (thrown instanceof Problem && !thrown.code.startsWith("web.")) return [];
    throw thrown;
  }
}
