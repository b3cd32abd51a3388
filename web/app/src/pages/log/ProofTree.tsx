// An inclusion proof as a tree: the entry below, the root above, and on each step the subtree beside
// the way. Left and right are those of the tree and do not turn with the language.
import { say } from "../../language/language.ts";
import type { Proof } from "../../proof/check.ts";
import type { Range } from "../../proof/path.ts";

const WIDTH = 372;
const STEP = 64;
const BOX = { width: 116, height: 40 };
const PLACES = { left: 60, middle: 186, right: 312 } as const;

const short = (hash: string): string => `${hash.slice(0, 6)}…${hash.slice(-4)}`;

export function rangeText(range: Range): string {
  return range.end - range.start === 1
    ? String(range.start)
    : `${range.start}–${range.end - 1}`;
}

interface Drawn {
  hash: string;
  range: Range;
  x: number;
  y: number;
  role: "root" | "way" | "other" | "leaf";
}

export function ProofTree({ proof }: { proof: Proof }) {
  const { steps, others, reached } = proof;
  const height = steps.length * STEP + BOX.height + 16;
  const leafY = height - BOX.height / 2 - 8;
  const yOf = (at: number): number => leafY - at * STEP;
  const leaf: Drawn = {
    hash: proof.leaf,
    range: { start: proof.index, end: proof.index + 1 },
    x: PLACES.middle,
    y: leafY,
    role: "leaf",
  };
  const way = steps.map((step, at): Drawn => ({
    hash: reached[at] ?? "",
    range: step.whole,
    x: PLACES.middle,
    y: yOf(at + 1),
    role: at === steps.length - 1 ? "root" : "way",
  }));
  const beside = steps.map((step, at): Drawn => ({
    hash: others[at] ?? "",
    range: step.other,
    x: PLACES[step.side],
    y: yOf(at),
    role: "other",
  }));
  return (
    <svg
      class={`proof-tree ${proof.inclusion.verdict}`}
      viewBox={`0 0 ${WIDTH} ${height}`}
      width={WIDTH * 1.35}
      height={height * 1.35}
      role="img"
      aria-label={say("web.log.tree", { entry: proof.index, steps: steps.length })}
    >
      {steps.map((step, at) => {
        const top = yOf(at + 1) + BOX.height / 2;
        const bottom = yOf(at) - BOX.height / 2;
        const bend = (top + bottom) / 2;
        const side = PLACES[step.side];
        return (
          <g key={at}>
            <path class="edge way" d={`M${PLACES.middle} ${top}V${bottom}`} />
            <path class="edge" d={`M${PLACES.middle} ${bend}H${side}V${bottom}`} />
          </g>
        );
      })}
      {[leaf, ...way, ...beside].map((node, at) => (
        <g key={at} class={`hash ${node.role}`}>
          <title>{`${node.hash} (${rangeText(node.range)})`}</title>
          <rect
            x={node.x - BOX.width / 2}
            y={node.y - BOX.height / 2}
            width={BOX.width}
            height={BOX.height}
            rx={node.role === "other" ? 2 : 8}
          />
          <text class="value" x={node.x} y={node.y - 2}>
            {short(node.hash)}
          </text>
          <text class="range" x={node.x} y={node.y + 13}>
            {rangeText(node.range)}
          </text>
        </g>
      ))}
    </svg>
  );
}
