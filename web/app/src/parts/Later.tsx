// A part of a page that comes when it is wanted.
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say } from "../language/language.ts";
import { Loading } from "./states.tsx";

export function Later<Props extends object>({
  load,
  ...props
}: Props & { load: () => Promise<{ default: ComponentType<Props> }> }) {
  const [Here, setHere] = useState<ComponentType<Props> | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    load().then(
      (loaded) => setHere(() => loaded.default),
      () => setFailed(true),
    );
  }, [load]);
  if (failed) return <p role="alert">{say("web.problem.page")}</p>;
  if (Here === null) return <Loading />;
  return <Here {...(props as unknown as Props)} />;
}
