// The layout of C2SP tlog-tiles.

export const TILE_WIDTH = 256;

// N in groups of three digits, all but the last behind an x.
function indexPath(index: bigint): string {
  const digits = index.toString();
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, "0");
  const groups = padded.match(/.../g) ?? [];
  return groups.map((group, at) => (at + 1 < groups.length ? `x${group}` : group)).join("/");
}

// `level` is a number, or "entries" for the bundle.
export function tilePath(level: number | "entries", index: bigint, width: number): string {
  const partial = width === TILE_WIDTH ? "" : `.p/${width}`;
  return `tile/${level}/${indexPath(index)}${partial}`;
}
