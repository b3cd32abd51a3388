import { expect, test } from "vitest";
import { civilDate, daysBetween, isCivilDate, plusDays } from "./dates.ts";

test("a civil date is a day, whatever the time zone", () => {
  expect(civilDate("2024-05-01", "long")).toContain("2024");
  expect(civilDate("2024-05-01", "long")).toContain("1");
  expect(civilDate("not a date")).toBe("not a date");
});

test("days are counted over leap days and ends of years", () => {
  expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
  expect(daysBetween("2023-12-31", "2024-01-01")).toBe(1);
  expect(plusDays("2024-12-31", 1)).toBe("2025-01-01");
});

test("what is no day is told from a day", () => {
  for (const text of ["2024-13-01", "2024-5-1", "", null, undefined, "20240501"]) {
    expect(isCivilDate(text)).toBe(false);
  }
});
