// Hands on the address of what is seen: by the phone's own way, else into the clipboard.
import { useState } from "preact/hooks";
import { say } from "../language/language.ts";

export function Share({ title }: { title: string }) {
  const [copied, setCopied] = useState(false);
  const share = async () => {
    const url = location.href;
    try {
      if (navigator.share !== undefined) await navigator.share({ title, url });
      else {
        await navigator.clipboard.writeText(url);
        setCopied(true);
      }
    } catch {
      // Given up by who asked for it, or not allowed here: the address is in the bar all the same.
    }
  };
  return (
    <>
      <button type="button" class="quiet" onClick={() => void share()}>
        {say("web.share")}
      </button>
      <span role="status">{copied ? say("web.share.copied") : ""}</span>
    </>
  );
}

export function Print() {
  return (
    <button type="button" class="quiet" onClick={() => print()}>
      {say("web.print")}
    </button>
  );
}
