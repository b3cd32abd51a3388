// Whether the page is being printed: what a screen shows a part of goes on paper whole.
import { options } from "preact";
import { useEffect, useState } from "preact/hooks";

// The browser takes the page as it stands when the event has ended, so it is drawn there and then.
function atOnce(change: () => void): void {
  const before = options.debounceRendering;
  options.debounceRendering = (render) => render();
  change();
  if (before === undefined) delete options.debounceRendering;
  else options.debounceRendering = before;
}

export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => atOnce(() => setPrinting(true));
    const end = () => setPrinting(false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return printing;
}
