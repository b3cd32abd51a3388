// What was suspended, reinstated or ended, for pages that show what became of a statement.
import { useLoaded } from "../api/loaded.ts";
import { askedSize } from "./address.ts";
import { statusChanges, type Stated } from "./load.ts";

// None while they are on their way.
export function useStatusChanges(): Stated[] {
  const size = askedSize();
  const [loaded] = useLoaded((signal) => statusChanges(size ?? Infinity, signal), [size]);
  return loaded.state === "ready" || loaded.state === "stale" ? loaded.value : [];
}
