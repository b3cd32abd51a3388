import type { Texts } from "../../language/withTexts.tsx";

export const TEXTS: Texts = {
  ar: () => import("virtual:texts/records/ar"),
  en: () => import("virtual:texts/records/en"),
  es: () => import("virtual:texts/records/es"),
  fr: () => import("virtual:texts/records/fr"),
  ru: () => import("virtual:texts/records/ru"),
  zh: () => import("virtual:texts/records/zh"),
};
