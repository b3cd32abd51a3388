// Requirement by requirement: the best route as a chain, the others folded.
import { segment } from "../api/client.ts";
import type { Determination, Requirement, Route } from "../api/types.ts";
import { say } from "../language/language.ts";
import { OutcomeTag } from "../parts/signs.tsx";
import { Identifier } from "../parts/text.tsx";
import { href } from "../shell/router.ts";
import { Chain } from "./Chain.tsx";
import { routesOf, sorted } from "./legs.ts";
import { Value } from "./Spoken.tsx";
import { Reach } from "./Verdict.tsx";

function RouteName({ route }: { route: Route }) {
  return (
    <>
      <bdi class="number">{route.route}</bdi> {say(`route.${route.route}`)}
    </>
  );
}

function RouteBody({ route, inside }: { route: Route; inside: boolean }) {
  const partly = route.extent?.whole === false && route.outcome !== "not-recognised";
  return (
    <>
      {route.instrument !== undefined && (
        <p class="small">
          {say("web.route.by")}{" "}
          {route.route === "R0" ? (
            <Identifier>{route.instrument}</Identifier>
          ) : (
            <Value name="instrument">{route.instrument}</Value>
          )}
        </p>
      )}
      {partly && inside && route.extent !== undefined && <Reach extent={route.extent} />}
      <Chain findings={route.findings} whole />
    </>
  );
}

function Others({ routes }: { routes: Route[] }) {
  if (routes.length === 0) return null;
  return (
    <details class="others">
      <summary>{say("web.route.others", { count: routes.length })}</summary>
      {routes.map((route) => (
        <div class="other">
          <h4>
            <RouteName route={route} /> <OutcomeTag outcome={route.outcome} />
          </h4>
          <RouteBody route={route} inside />
        </div>
      ))}
    </details>
  );
}

function One({ requirement, alone }: { requirement: Requirement; alone: boolean }) {
  const { best, others } = routesOf(requirement);
  const named = !alone || requirement.requirement !== undefined;
  return (
    <div class="requirement">
      {named && (
        <h3>
          {requirement.requirement === undefined ? (
            say("web.requirement.itself")
          ) : (
            <a href={href(`/requirements/${segment(requirement.requirement)}`)}>
              <Identifier>{requirement.requirement}</Identifier>
            </a>
          )}{" "}
          <OutcomeTag outcome={requirement.outcome} />
        </h3>
      )}
      {requirement.findings.length > 0 && <Chain findings={requirement.findings} />}
      {best === null ? (
        requirement.findings.length === 0 && <p>{say("web.route.none")}</p>
      ) : (
        <>
          {named ? (
            <h4>
              <RouteName route={best} />
            </h4>
          ) : (
            <h3>
              <RouteName route={best} />
            </h3>
          )}
          <RouteBody route={best} inside={false} />
        </>
      )}
      <Others routes={others} />
    </div>
  );
}

export function Requirements({ answer }: { answer: Determination }) {
  const { applying, beside } = sorted(answer.requirements);
  if (answer.requirements.length === 0 && answer.findings.length === 0) return null;
  return (
    <section class="why">
      <h2>{say("web.chain.title")}</h2>
      <p class="small screen">{say("web.chain.about")}</p>
      {answer.findings.length > 0 && <Chain findings={answer.findings} />}
      {applying.map((requirement) => (
        <One requirement={requirement} alone={applying.length === 1} />
      ))}
      {beside.length > 0 && (
        <details class="others">
          <summary>{say("web.requirement.beside", { count: beside.length })}</summary>
          {beside.map((requirement) => (
            <One requirement={requirement} alone={false} />
          ))}
        </details>
      )}
    </section>
  );
}
