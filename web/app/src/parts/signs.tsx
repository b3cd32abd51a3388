// Signs that say by their shape and their word what they mean; colour only repeats it.
import { say } from "../language/language.ts";
import type { Bearing, Outcome } from "../api/types.ts";

export type Tone = "good" | "warn" | "bad" | "open" | "none";

const TONES: Record<Outcome, Tone> = {
  recognised: "good",
  "not-applicable": "none",
  "no-third-party-attestation-required": "good",
  conditional: "warn",
  "evidence-accepted": "warn",
  undecided: "open",
  "not-recognised": "bad",
};
export const toneOf = (outcome: Outcome): Tone => TONES[outcome] ?? "open";

const BEARINGS: Record<Bearing, Tone> = {
  holds: "good",
  note: "none",
  condition: "warn",
  open: "open",
  fails: "bad",
};
export const toneOfBearing = (bearing: Bearing): Tone => BEARINGS[bearing] ?? "open";

// A shape for each tone: disc, triangle, octagon, square, ring. They differ without colour, and
// small.
const SHAPES: Record<Tone, { outline: string; glyph: string }> = {
  good: { outline: "M12 1a11 11 0 1 0 0 22a11 11 0 1 0 0-22z", glyph: "M6.5 12.5l3.6 3.7l7.4-8" },
  warn: { outline: "M12 1.5L23.4 22H.6z", glyph: "M12 8.5v6.2M12 17.6v1.6" },
  bad: {
    outline: "M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z",
    glyph: "M8 8l8 8M16 8l-8 8",
  },
  open: {
    outline: "M3 1h18a2 2 0 0 1 2 2v18a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2z",
    glyph: "M8.8 9a3.3 3.3 0 1 1 4.7 3q-1.5.7-1.5 2.4M12 17.4v1.4",
  },
  none: { outline: "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8z", glyph: "" },
};

// For pictures that draw a sign themselves.
export const outlineOf = (tone: Tone): { outline: string; glyph: string } => SHAPES[tone];

export function Shape({ tone }: { tone: Tone }) {
  const { outline, glyph } = SHAPES[tone];
  return (
    <svg class={`shape ${tone}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path class="outline" d={outline} />
      <path class="glyph" d={glyph} />
    </svg>
  );
}

// A state in one word: "suspended", "in force".
export function Tag({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span class={`tag ${tone}`}>
      <Shape tone={tone} />
      {children}
    </span>
  );
}

export function OutcomeTag({ outcome }: { outcome: Outcome }) {
  return <Tag tone={toneOf(outcome)}>{say(`web.outcome.${outcome}`)}</Tag>;
}
