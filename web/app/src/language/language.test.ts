import { afterEach, expect, test } from "vitest";
import { language, learn, say } from "./language.ts";

afterEach(() => {
  language.value = "en";
});

test("numbers in messages have the digits that certificates carry, in Arabic too", () => {
  learn({ "web.lines": "{count, plural, one {سطر} few {# أسطر} other {# سطر}}" });
  language.value = "ar";
  expect(say("web.lines", { count: 6 })).toBe("6 أسطر");
});
