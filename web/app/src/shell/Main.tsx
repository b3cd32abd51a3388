// The page of the address, on its way or here. A page that the application does not have stays as
// the server wrote it.
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { language, say } from "../language/language.ts";
import { pageOf, type Page, type PageProps } from "../pages/index.ts";
import { Loading } from "../parts/states.tsx";
import { path } from "./router.ts";

const here = new Map<Page, ComponentType<PageProps>>();

export function Main() {
  const found = pageOf(path.value);
  const [, arrived] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (found === null || here.has(found.page)) return;
    setFailed(false);
    found.page.load().then(
      (loaded) => {
        here.set(found.page, loaded.default);
        arrived((count) => count + 1);
      },
      () => setFailed(true),
    );
  }, [found?.page]);
  if (found === null) return null;
  const Shown = here.get(found.page);
  if (failed) return <p role="alert">{say("web.problem.page")}</p>;
  if (Shown === undefined) return <Loading />;
  const key = found.page.holds ? path.value : `${path.value} ${language.value}`;
  return <Shown key={key} rest={found.rest} />;
}
