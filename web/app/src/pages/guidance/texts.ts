import type { Texts } from "../../language/withTexts.tsx";

export const TEXTS: Texts = {
  ar: () => import("virtual:texts/guidance/ar"),
  en: () => import("virtual:texts/guidance/en"),
  es: () => import("virtual:texts/guidance/es"),
  fr: () => import("virtual:texts/guidance/fr"),
  ru: () => import("virtual:texts/guidance/ru"),
  zh: () => import("virtual:texts/guidance/zh"),
};
