import type { Texts } from "../../language/withTexts.tsx";

export const TEXTS: Texts = {
  ar: () => import("virtual:texts/log/ar"),
  en: () => import("virtual:texts/log/en"),
  es: () => import("virtual:texts/log/es"),
  fr: () => import("virtual:texts/log/fr"),
  ru: () => import("virtual:texts/log/ru"),
  zh: () => import("virtual:texts/log/zh"),
};
