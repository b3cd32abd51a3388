// The camera, asked for when somebody presses and let go when a code is found or the view is left.
import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../../language/language.ts";
import { codeInPicture, decoder } from "./decode.ts";

const BETWEEN_MS = 120;

type State = "starting" | "looking" | "none" | "refused" | "insecure";

function stateOf(thrown: unknown): State {
  const name = thrown instanceof DOMException ? thrown.name : "";
  return name === "NotAllowedError" || name === "SecurityError" ? "refused" : "none";
}

export default function Scanner({
  found,
  close,
}: {
  found: (text: string) => void;
  close: () => void;
}) {
  const video = useRef<HTMLVideoElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<State>("starting");
  const [missed, setMissed] = useState(false);
  useEffect(() => {
    frame.current?.scrollIntoView({ block: "nearest" });
    return look(video, setState, found);
  }, []);
  const picture = async (file: File | undefined) => {
    if (file === undefined) return;
    setMissed(false);
    try {
      const text = await codeInPicture(file);
      if (text !== null) return found(text);
    } catch {
      // Not a picture, then.
    }
    setMissed(true);
  };
  const seeing = state === "starting" || state === "looking";
  return (
    <div class="scanner" ref={frame}>
      {seeing ? (
        <>
          <video ref={video} muted playsInline aria-label={say("web.scan.view")} />
          <p role="status">{say(`web.scan.${state}`)}</p>
        </>
      ) : (
        <p class="note warn" role="alert">
          {say(`web.scan.${state}`)}
        </p>
      )}
      {missed && (
        <p class="note warn" role="alert">
          {say("web.scan.missed")}
        </p>
      )}
      <div class="row">
        <label class="pick">
          <input
            type="file"
            class="hidden"
            accept="image/*"
            onChange={(event) => void picture(event.currentTarget.files?.[0])}
          />
          {say("web.scan.picture")}
        </label>
        <button type="button" class="quiet" onClick={close}>
          {say("web.scan.close")}
        </button>
      </div>
    </div>
  );
}

function look(
  video: { current: HTMLVideoElement | null },
  tell: (state: State) => void,
  found: (text: string) => void,
): () => void {
  let stream: MediaStream | null = null;
  let ended = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    ended = true;
    clearTimeout(timer);
    stream?.getTracks().forEach((track) => track.stop());
  };
  const run = async () => {
    if (navigator.mediaDevices?.getUserMedia === undefined) {
      tell(isSecureContext ? "none" : "insecure");
      return;
    }
    const wanted = { video: { facingMode: "environment" }, audio: false };
    stream = await navigator.mediaDevices.getUserMedia(wanted);
    const shown = video.current;
    if (ended || shown === null) return stop();
    shown.srcObject = stream;
    await shown.play();
    tell("looking");
    const decode = await decoder();
    const next = async () => {
      if (ended) return;
      const text = await decode(shown).catch(() => null);
      if (ended) return;
      if (text !== null && text !== "") {
        stop();
        found(text);
      } else timer = setTimeout(() => void next(), BETWEEN_MS);
    };
    await next();
  };
  run().catch((thrown: unknown) => {
    stop();
    tell(stateOf(thrown));
  });
  return stop;
}
