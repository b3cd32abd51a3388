import { afterEach, expect, test } from "vitest";
import { language } from "../language/language.ts";
import { nameOf } from "./names.ts";

afterEach(() => {
  language.value = "en";
});

const TOKYO = { names: { ja: "東京試験所", "ja-Latn": "Tōkyō Shikenjo" } };
const MINSK = { names: { be: "Мінскі цэнтр", "be-Latn": "Minski centr", ru: "Минский центр" } };

test("a name in another script has the form beside it that its reader reads", () => {
  expect(nameOf(TOKYO)).toEqual({
    text: "東京試験所",
    lang: "ja",
    beside: { text: "Tōkyō Shikenjo", lang: "ja-Latn" },
  });
  expect(nameOf(MINSK)?.beside?.text).toBe("Minski centr");
});

test("nothing stands beside a name in the reader's script, in Latin, or without another form", () => {
  language.value = "ru";
  expect(nameOf(MINSK)).toEqual({ text: "Минский центр", lang: "ru" });
  language.value = "ar";
  expect(nameOf({ names: { en: "Example" } })).toEqual({ text: "Example", lang: "en" });
  expect(nameOf({ names: { ka: "თბილისი" } })).toEqual({ text: "თბილისი", lang: "ka" });
  expect(nameOf({ title: "Plain" })).toEqual({ text: "Plain" });
});
