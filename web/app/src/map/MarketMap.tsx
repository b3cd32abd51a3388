// What every market answers, on a map with the operator's own shapes.
import "./map.css";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say } from "../language/language.ts";
import { Figure } from "../parts/Figure.tsx";
import { outlineOf, type Tone } from "../parts/signs.tsx";
import { Loading } from "../parts/states.tsx";
import { loadShapes, type Box, type MarketShape, type Shapes } from "./shapes.ts";

export interface Coloured {
  market: string;
  name: string;
  tone: Tone;
  // In one word, as elsewhere on the page.
  word: string;
}

const MARGIN = 6;
// Of the picture's width: a phone still shows it.
const SIGN = 1 / 32;

function Sign({ tone, box, size }: { tone: Tone; box: Box; size: number }) {
  const { outline, glyph } = outlineOf(tone);
  const [x, y] = [box.x + (box.width - size) / 2, box.y + (box.height - size) / 2];
  return (
    <svg x={x} y={y} width={size} height={size} viewBox="0 0 24 24" class={`sign ${tone}`}>
      <path class="outline" d={outline} />
      <path class="glyph" d={glyph} />
    </svg>
  );
}

function Market({
  shape,
  told,
  size,
}: {
  shape: MarketShape;
  told: Coloured | undefined;
  size: number;
}) {
  const { path, box } = shape;
  const room = Math.min(box.width, box.height) > 1.1 * size;
  return (
    <g class={`market-shape ${told?.tone ?? "unknown"}`}>
      <path class="ground" d={path}>
        {told !== undefined && <title>{`${told.name}: ${told.word}`}</title>}
      </path>
      {room && told !== undefined && <Sign tone={told.tone} box={box} size={size} />}
    </g>
  );
}

function Drawn({ shapes, told }: { shapes: Shapes; told: Map<string, Coloured> }) {
  const { x, y, width, height } = shapes.box;
  const around = [x - MARGIN, y - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN];
  return (
    <svg class="market-map" viewBox={around.join(" ")} role="img" aria-label={say("web.map.title")}>
      {shapes.markets.map((shape) => (
        <Market
          key={shape.market}
          shape={shape}
          told={told.get(shape.market)}
          size={SIGN * width}
        />
      ))}
    </svg>
  );
}

export default function MarketMap({
  address,
  markets,
  file,
  table,
}: {
  address: string;
  markets: Coloured[];
  file: string;
  table: ComponentChildren;
}) {
  const [shapes, setShapes] = useState<Shapes | "broken" | null>(null);
  useEffect(() => {
    loadShapes(address).then(setShapes, () => setShapes("broken"));
  }, [address]);
  if (shapes === null) return <Loading />;
  if (shapes === "broken") return <p class="note warn">{say("web.map.broken")}</p>;
  const drawn = new Set(shapes.markets.map(({ market }) => market));
  const without = markets.filter(({ market }) => !drawn.has(market)).map(({ name }) => name);
  return (
    <Figure
      title={say("web.map.title")}
      summary={
        <>
          <p>{say("web.map.about")}</p>
          {without.length > 0 && <p>{say("web.map.without", { markets: without.join(", ") })}</p>}
        </>
      }
      file={file}
      picture={
        <Drawn shapes={shapes} told={new Map(markets.map((one) => [one.market, one]))} />
      }
      table={table}
    />
  );
}
