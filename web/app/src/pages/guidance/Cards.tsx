// Topics to choose from.
import { say } from "../../language/language.ts";
import { href } from "../../shell/router.ts";
import { Picture } from "./pictures.tsx";
import type { Topic } from "./topics.ts";

export function Cards({ title, topics }: { title: string; topics: readonly Topic[] }) {
  return (
    <>
      <h2>{title}</h2>
      <ul class="topics">
        {topics.map(({ name }) => (
          <li key={name}>
            <a href={href(`/guidance/${name}`)}>
              <Picture topic={name} />
              <strong>{say(`web.guidance.${name}.title`)}</strong>
              <span class="small">{say(`web.guidance.${name}.lede`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
