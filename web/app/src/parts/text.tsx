// The smallest things: identifiers, dates and numbers, each keeping its own direction in a line of
// any language.
import type { ComponentChildren } from "preact";
import { civilDate, instant, number } from "../language/dates.ts";

// A number, name or code of somebody. `code` sets it in the fixed-width face.
export function Identifier({ children, code }: { children: string; code?: boolean }) {
  return code === true ? (
    <bdi>
      <code>{children}</code>
    </bdi>
  ) : (
    <bdi>{children}</bdi>
  );
}

// A hash, shortened in the middle; the whole of it is what a reader copies or hears.
export function Digest({ children, keep = 8 }: { children: string; keep?: number }) {
  const short = children.length <= 2 * keep + 1;
  const shown = short ? children : `${children.slice(0, keep)}…${children.slice(-keep)}`;
  return (
    <bdi title={children}>
      <code>{shown}</code>
    </bdi>
  );
}

export function CivilDate({ date, style }: { date: string; style?: "long" | "medium" | "short" }) {
  return (
    <time dateTime={date}>
      <bdi>{civilDate(date, style ?? "long")}</bdi>
    </time>
  );
}

export function Instant({ at }: { at: string }) {
  return (
    <time dateTime={at}>
      <bdi>{instant(at)}</bdi>
    </time>
  );
}

export function Count({ children }: { children: number }) {
  return <bdi>{number(children)}</bdi>;
}

// Text in another language than the page's, as a title on a certificate is.
export function Foreign({ lang, children }: { lang?: string; children: ComponentChildren }) {
  return (
    <bdi lang={lang} dir="auto">
      {children}
    </bdi>
  );
}
