// How much of a log a browser follows. An answer hangs on what is not in the log as much as on what
// is (a suspension could stand in any entry), so all of it is read or nothing is verified.
const MOST_ENTRIES = 65_536;
const SMALL_DEVICE_GB = 2;
// As the entries of the demonstration are, with their signatures.
const BYTES_AN_ENTRY = 800;

// Some 50 MB on the wire; small devices get a quarter.
export function mostHere(): number {
  const memory = (navigator as { deviceMemory?: number }).deviceMemory ?? 4;
  return memory <= SMALL_DEVICE_GB ? MOST_ENTRIES / 4 : MOST_ENTRIES;
}

export const megabytesOf = (entries: number): number =>
  Math.max(0.1, Math.round((entries * BYTES_AN_ENTRY) / 100_000) / 10);
