// The log: its newest checkpoint, checked here, and what was recorded in it.
import { useLoaded } from "../../api/loaded.ts";
import { say } from "../../language/language.ts";
import { withTexts } from "../../language/withTexts.tsx";
import { Shown } from "../../parts/states.tsx";
import { Title } from "../../parts/Title.tsx";
import { readCheckpoint, type Signed } from "../../proof/check.ts";
import { href } from "../../shell/router.ts";
import { CheckpointCard } from "./CheckpointCard.tsx";
import { octets } from "./load.ts";
import { Statements } from "./Statements.tsx";
import { TEXTS } from "./texts.ts";
import "./log.css";

const newestCheckpoint = async (signal: AbortSignal): Promise<Signed> =>
  readCheckpoint(await octets("/log/checkpoint", signal));

function LogPage() {
  const [loaded, again] = useLoaded(newestCheckpoint, []);
  return (
    <>
      <Title name={say("web.log.title")} />
      <p class="lede">{say("web.log.about")}</p>
      <p>
        <a href={href("/guidance/log")}>{say("web.log.explained")}</a>
      </p>
      <Shown loaded={loaded} again={again}>
        {(signed) => (
          <>
            <CheckpointCard signed={signed} />
            <Statements size={signed.size} />
          </>
        )}
      </Shown>
    </>
  );
}

export default withTexts(TEXTS, LogPage);
