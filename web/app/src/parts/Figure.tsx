// A picture with what it says in words and the same as a table; both can be taken away.
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { say } from "../language/language.ts";
import { download } from "./download.ts";

const NOT_DRAWN = new Set(["title", "desc"]);

// Colours and sizes come from the sheet; a picture on its own has to bring them along.
function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const originals = svg.querySelectorAll<SVGElement>("*");
  copy.querySelectorAll<SVGElement>("*").forEach((element, at) => {
    const original = originals[at];
    if (original === undefined || NOT_DRAWN.has(element.nodeName)) return;
    const style = getComputedStyle(original);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size",
      "font-family", "font-weight", "text-anchor", "opacity"]) {
      element.setAttribute(name, style.getPropertyValue(name));
    }
  });
  return new XMLSerializer().serializeToString(copy);
}

export function Figure({
  title,
  summary,
  file,
  picture,
  table,
}: {
  title: string;
  // What one would say about the picture to somebody who does not see it.
  summary: ComponentChildren;
  file: string;
  picture: ComponentChildren;
  table: ComponentChildren;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const take = () => {
    const svg = frame.current?.querySelector("svg");
    if (svg != null) download(`${file}.svg`, "image/svg+xml", standalone(svg));
  };
  return (
    <figure class="figure">
      <figcaption>
        <strong>{title}</strong>
        <div class="small">{summary}</div>
      </figcaption>
      <div class="scrolling picture" ref={frame} tabIndex={0} role="region" aria-label={title}>
        {picture}
      </div>
      <details>
        <summary>{say("web.figure.table")}</summary>
        {table}
      </details>
      <button type="button" class="quiet small" onClick={take}>
        {say("web.export.svg")}
      </button>
    </figure>
  );
}
