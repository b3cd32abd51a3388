// The graph: economies around a circle, arcs in the direction in which results count.
import { useState } from "preact/hooks";
import type { Cell, Coverage } from "../../api/coverage.ts";
import { say } from "../../language/language.ts";
import { KindMark } from "./Glyph.tsx";
import { layoutOf, type Arc, type Hub, type Layout, type Node, type Spoke } from "./circle.ts";
import { standingOf, type Grid } from "./grid.ts";
import { titleOf } from "./words.ts";

interface Look {
  coverage: Coverage;
  name: (code: string) => string;
  // The economy that is looked at; all the others step back.
  lit: string | null;
  open: (cells: Cell[], title: string) => void;
}

const onKey = (act: () => void) => (event: KeyboardEvent) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  act();
};

export function Graph({
  coverage,
  grid,
  name,
  open,
}: {
  coverage: Coverage;
  grid: Grid;
  name: (code: string) => string;
  open: (cells: Cell[], title: string) => void;
}) {
  const [lit, setLit] = useState<string | null>(null);
  const layout = layoutOf(grid, coverage.cells);
  const look: Look = { coverage, name, lit, open };
  return (
    <svg
      class="graph"
      viewBox={`0 0 ${layout.size} ${layout.size}`}
      width={layout.size}
      height={layout.size}
      role="group"
      aria-label={say("web.whom.graph")}
    >
      <defs>
        <marker id="whom-arrow" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="6" markerHeight="6"
          orient="auto-start-reverse">
          <path class="head" d="M0 0L8 4L0 8z" />
        </marker>
      </defs>
      {layout.spokes.map((spoke) => (
        <SpokeLine key={`${spoke.hub} ${spoke.economy}`} spoke={spoke} lit={lit} />
      ))}
      {layout.arcs.map((arc) => (
        <path
          key={`${arc.from} ${arc.to}`}
          class={`arc ${standingOf(arc.cells[0]?.state ?? "open")} ${dim(lit, [arc.from, arc.to])}`}
          d={arc.path}
          marker-end="url(#whom-arrow)"
        />
      ))}
      {layout.arcs.map((arc) => (
        <ArcBadge key={`${arc.from} ${arc.to}`} arc={arc} look={look} />
      ))}
      {layout.hubs.map((hub) => (
        <HubMark key={hub.name} hub={hub} look={look} layout={layout} />
      ))}
      {layout.nodes.map((node) => (
        <NodeMark key={node.economy} node={node} look={look} choose={setLit} />
      ))}
    </svg>
  );
}

const dim = (lit: string | null, parties: readonly string[]): string =>
  lit !== null && !parties.includes(lit) ? "dim" : "";

function SpokeLine({ spoke, lit }: { spoke: Spoke; lit: string | null }) {
  return (
    <path
      class={`spoke ${dim(lit, [spoke.economy])}`}
      d={spoke.path}
      {...(spoke.takes && { "marker-end": "url(#whom-arrow)" })}
      {...(spoke.gives && { "marker-start": "url(#whom-arrow)" })}
    />
  );
}

function ArcBadge({ arc, look }: { arc: Arc; look: Look }) {
  const [strongest] = arc.cells;
  if (strongest === undefined) return null;
  const title = say("web.whom.direction", { from: look.name(arc.from), to: look.name(arc.to) });
  const act = () => look.open(arc.cells, title);
  return (
    <g
      class={`badge ${dim(look.lit, [arc.from, arc.to])}`}
      role="button"
      tabIndex={0}
      transform={`translate(${arc.middle.x - 12} ${arc.middle.y - 12})`}
      onClick={act}
      onKeyDown={onKey(act)}
    >
      <title>{`${title} ${strongest.kind}`}</title>
      <KindMark kind={strongest.kind} standing={standingOf(strongest.state)} />
    </g>
  );
}

function HubMark({ hub, look, layout }: { hub: Hub; look: Look; layout: Layout }) {
  const [strongest] = hub.cells;
  if (strongest === undefined) return null;
  const title = titleOf(look.coverage, strongest);
  const act = () => look.open(hub.cells, title);
  const parties = layout.spokes.filter((spoke) => spoke.hub === hub.name);
  return (
    <g
      class={`badge hub ${dim(look.lit, parties.map((spoke) => spoke.economy))}`}
      role="button"
      tabIndex={0}
      transform={`translate(${hub.x - 12} ${hub.y - 12})`}
      onClick={act}
      onKeyDown={onKey(act)}
    >
      <title>{`${title} ${strongest.kind}`}</title>
      <circle class="rim" cx="12" cy="12" r="18" />
      <KindMark kind={strongest.kind} standing={standingOf(strongest.state)} />
      <text class="hub-name" x="12" y="44">
        {strongest.instrument}
      </text>
    </g>
  );
}

function NodeMark({
  node,
  look,
  choose,
}: {
  node: Node;
  look: Look;
  choose: (economy: string | null) => void;
}) {
  const chosen = look.lit === node.economy;
  const act = () => choose(chosen ? null : node.economy);
  const side = node.outward === "start" ? 20 : -20;
  return (
    <g
      class={`node ${chosen ? "chosen" : ""}`}
      role="button"
      tabIndex={0}
      aria-pressed={chosen}
      transform={`translate(${node.x} ${node.y})`}
      onClick={act}
      onKeyDown={onKey(act)}
    >
      <title>{look.name(node.economy)}</title>
      <circle r="13" />
      <text class="node-name" transform={`rotate(${node.angle})`} x={side} y="4"
        text-anchor={node.outward}>
        {node.economy}
      </text>
    </g>
  );
}
