// The key of a log as it was seen here first. A server that shows another one later is either
// another log or lies; the reader is told, and decides.
const NAME = "concordat.log-keys";

export type Known = "first" | "same" | "other" | "not-kept";

function read(): Record<string, string> {
  const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? "{}");
  return typeof kept === "object" && kept !== null ? (kept as Record<string, string>) : {};
}

// By the origin of the log, as the key names it.
export function meet(key: string): Known {
  const origin = key.split("+")[0] ?? "";
  try {
    const kept = read();
    const before = Object.hasOwn(kept, origin) ? kept[origin] : undefined;
    if (before === undefined) {
      localStorage.setItem(NAME, JSON.stringify({ ...kept, [origin]: key }));
      return "first";
    }
    return before === key ? "same" : "other";
  } catch {
    return "not-kept";
  }
}

// The reader has made sure of the new key some other way.
export function replace(key: string): void {
  try {
    const origin = key.split("+")[0] ?? "";
    localStorage.setItem(NAME, JSON.stringify({ ...read(), [origin]: key }));
  } catch {
    // Not kept, then.
  }
}
