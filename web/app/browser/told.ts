// What stories share: how they name what they press and read, in the language of the visit.
import type { Locator } from "playwright-core";
import { message, pattern, type Values } from "./catalogue.ts";
import type { Visit } from "./visit.ts";

export interface Teller {
  say: (code: string, values?: Values) => string;
  like: (code: string) => RegExp;
  button: (code: string) => Locator;
  field: (code: string) => Locator;
  link: (code: string) => Locator;
  heading: (code: string) => Locator;
  text: (code: string) => Locator;
}

export function telling({ page, language }: Visit): Teller {
  const say = (code: string, values: Values = {}): string => message(language, code, values);
  const named = (role: "button" | "link" | "heading") => (code: string) =>
    page.getByRole(role, { name: say(code), exact: true }).first();
  return {
    say,
    like: (code) => pattern(language, code),
    button: named("button"),
    link: named("link"),
    heading: named("heading"),
    field: (code) => page.getByLabel(say(code), { exact: true }).first(),
    text: (code) => page.getByText(pattern(language, code)).first(),
  };
}
