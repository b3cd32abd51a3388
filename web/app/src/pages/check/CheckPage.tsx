import { say } from "../../language/language.ts";
import { Title } from "../../parts/Title.tsx";

export default function CheckPage() {
  return (
    <>
      <Title name={say("web.check.title")} />
      <p class="lede">{say("web.check.about")}</p>
    </>
  );
}
