// A page whose texts come with it and not with the first view.
import type { ComponentType, FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { PageProps } from "../pages/index.ts";
import { Loading } from "../parts/states.tsx";
import { language, learn, say, type Language } from "./language.ts";

export type Texts = Record<Language, () => Promise<{ default: Record<string, string> }>>;

export function withTexts(
  texts: Texts,
  Page: ComponentType<PageProps>,
): FunctionComponent<PageProps> {
  return function Texted(props: PageProps) {
    const [spoken, setSpoken] = useState<Language | null>(null);
    const [failed, setFailed] = useState(false);
    const wanted = language.value;
    useEffect(() => {
      let gone = false;
      texts[wanted]().then(
        (module) => {
          if (gone) return;
          learn(module.default);
          setSpoken(wanted);
        },
        () => setFailed(true),
      );
      return () => {
        gone = true;
      };
    }, [wanted]);
    if (failed) return <p role="alert">{say("web.problem.page")}</p>;
    return spoken === wanted ? <Page {...props} /> : <Loading />;
  };
}
