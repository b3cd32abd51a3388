// Small pictures beside the words. They repeat what the text says, and are hidden from who listens.
import type { ComponentChildren } from "preact";

function Frame({ children }: { children: ComponentChildren }) {
  return (
    <svg class="explains" viewBox="0 0 240 150" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

const Sheet = ({ x, y }: { x: number; y: number }) => (
  <g transform={`translate(${x} ${y})`}>
    <rect class="paper" width="72" height="96" rx="4" />
    <path class="ink" d="M12 18h48M12 32h48M12 44h34M12 56h42" />
    <circle class="seal" cx="52" cy="78" r="11" />
  </g>
);

const Certificate = () => (
  <Frame>
    <Sheet x={24} y={27} />
    <path class="flow" d="M106 75h34" />
    <path class="flow-head" d="M140 68l12 7l-12 7z" />
    <path class="box" d="M164 58l30-16l30 16v36l-30 16l-30-16z" />
    <path class="box-edge" d="M164 58l30 16l30-16M194 74v36" />
  </Frame>
);

const Authentic = () => (
  <Frame>
    <Sheet x={18} y={14} />
    <path class="tick" d="M40 124l8 9l16-18" />
    <path class="divider" d="M120 12v126" />
    <path class="box" d="M150 44l32-17l32 17v38l-32 17l-32-17z" />
    <path class="box-edge" d="M150 44l32 17l32-17M182 61v38" />
    <path class="ask" d="M174 118a9 9 0 1 1 13 8q-5 3-5 7M182 140v1" />
  </Frame>
);

const Direction = () => (
  <Frame>
    <circle class="party" cx="46" cy="75" r="24" />
    <circle class="party" cx="194" cy="75" r="24" />
    <path class="flow" d="M72 62q48-26 92-4" />
    <path class="flow-head" d="M161 49l14 12l-17 5z" />
    <path class="flow missing" d="M166 94q-46 24-92 2" />
    <path class="strike" d="M110 98l20 20M130 98l-20 20" />
  </Frame>
);

const Answer = () => (
  <Frame>
    {[0, 1, 2, 3].map((at) => (
      <g key={at} transform={`translate(${32 + at * 58} 75)`}>
        {at > 0 && <path class="link" d="M-38 0h18" />}
        <circle class={at === 2 ? "leg weak" : "leg"} r="20" />
        {at === 2 ? <path class="ask" d="M0-9v11M0 9v1" /> : <path class="tick" d="M-8 1l6 6l11-13" />}
      </g>
    ))}
  </Frame>
);

const Undecided = () => (
  <Frame>
    <path class="ink" d="M120 24v96M84 124h72M52 50h136" />
    <path class="pan" d="M52 50l-22 44h44zM188 50l-22 44h44z" />
    <path class="ask" d="M108 22a12 12 0 1 1 18 10" />
    <rect class="gone" x="172" y="74" width="32" height="18" />
  </Frame>
);

const NotFound = () => (
  <Frame>
    <rect class="drawer" x="26" y="24" width="110" height="30" rx="3" />
    <rect class="drawer" x="26" y="60" width="110" height="30" rx="3" />
    <rect class="drawer" x="26" y="96" width="110" height="30" rx="3" />
    <path class="ink" d="M70 39h22M70 75h22M70 111h22" />
    <circle class="lens" cx="176" cy="68" r="28" />
    <path class="handle" d="M196 90l22 26" />
    <path class="gone-line" d="M162 68h28" />
  </Frame>
);

const Cure = () => (
  <Frame>
    <path class="pan" d="M24 40h60v24a11 11 0 1 1 0 22v24H24z" />
    <path class="gone" d="M112 40h60v70h-60V86a11 11 0 1 0 0-22z" />
    <path class="flow" d="M222 75h-28" />
    <path class="flow-head" d="M196 68l-13 7l13 7z" />
  </Frame>
);

const Log = () => (
  <Frame>
    <path class="link" d="M120 32L66 74M120 32l54 42M66 74l-28 42M66 74l28 42M174 74l-28 42M174 74l28 42" />
    <circle class="leg" cx="120" cy="30" r="15" />
    <path class="tick" d="M113 31l5 5l9-11" />
    <circle class="party small-one" cx="66" cy="74" r="11" />
    <circle class="party small-one" cx="174" cy="74" r="11" />
    {[38, 94, 146, 202].map((x) => (
      <rect key={x} class="paper" x={x - 13} y="108" width="26" height="30" rx="3" />
    ))}
  </Frame>
);

const PICTURES: Record<string, () => preact.JSX.Element> = {
  certificate: Certificate,
  authentic: Authentic,
  direction: Direction,
  answer: Answer,
  undecided: Undecided,
  "not-found": NotFound,
  cure: Cure,
  log: Log,
};

export function Picture({ topic }: { topic: string }) {
  const Drawn = PICTURES[topic];
  return Drawn === undefined ? null : <Drawn />;
}
