// Will this market accept this certificate on this date? The question stands in the address; the
// form is there before anything has come.
import { useEffect, useRef, useState } from "preact/hooks";
import { language, say } from "../../language/language.ts";
import { wantMarkets } from "../../parts/markets.ts";
import { Title } from "../../parts/Title.tsx";
import { go, query } from "../../shell/router.ts";
import { Asking } from "./Asking.tsx";
import { CheckForm } from "./CheckForm.tsx";
import { Later } from "../../parts/Later.tsx";
import { addressOf, askedIn, type Asked } from "./question.ts";
import { Summary } from "./Summary.tsx";
import type { Opened } from "./files.ts";
import "../../style/asking.css";
import "./check.css";

const manifest = () => import("./Manifest.tsx");
const presented = () => import("./Presented.tsx");

export default function CheckPage() {
  const asked = askedIn(query.value);
  const complete = asked.certificates.length > 0 && asked.market !== "";
  const [editing, setEditing] = useState(!complete);
  const [shown, setShown] = useState<Opened | null>(null);
  // Whether somebody pressed, and wants to be taken to the answer.
  const pressed = useRef(false);
  useEffect(wantMarkets, []);
  const address = addressOf(asked);
  useEffect(() => {
    setEditing(!complete);
    setShown(null);
  }, [address]);
  // Whoever changes the language stays where they are.
  useEffect(() => {
    pressed.current = false;
  }, [language.value]);
  const submit = (next: Asked) => {
    pressed.current = true;
    setEditing(false);
    go(addressOf(next));
  };
  const open = (file: Opened) => {
    setShown(file);
    setEditing(false);
  };
  const again = () => {
    setShown(null);
    setEditing(true);
  };
  const asks = complete && shown === null;
  return (
    <>
      <Title name={say("web.check.title")} />
      {editing || (!complete && shown === null) ? (
        <>
          {!complete && <p class="lede">{say("web.check.about")}</p>}
          <CheckForm key={address} asked={asked} submit={submit} open={open} />
        </>
      ) : (
        shown === null && <Summary asked={asked} change={() => setEditing(true)} />
      )}
      {shown?.kind === "credential" && (
        <Later load={presented} shown={shown} asked={asked} again={again} />
      )}
      {shown?.kind === "manifest" && (
        <Later load={manifest} shown={shown} asked={asked} again={again} />
      )}
      {asks && !editing && <Asking asked={asked} submit={submit} focus={pressed.current} />}
    </>
  );
}
