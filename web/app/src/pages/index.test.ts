import { expect, test } from "vitest";
import { pageOf } from "./index.ts";

test("numbers with slashes are numbers, encoded or not", () => {
  expect(pageOf("/certificates/ANSSI-CC-2023%2F42")?.rest).toBe("ANSSI-CC-2023/42");
  expect(pageOf("/certificates/ANSSI-CC-2023/42")?.rest).toBe("ANSSI-CC-2023/42");
});

test("kinds without a page of their own keep their kind", () => {
  expect(pageOf("/acts/EU-2006-42")?.rest).toBe("acts/EU-2006-42");
  expect(pageOf("/follow-ups/x")?.rest).toBe("follow-ups/x");
});

test("lists know their kind, and what is not ours is not taken", () => {
  expect(pageOf("/organisations")?.rest).toBe("organisations");
  expect(pageOf("/v1/certificates")).toBeNull();
  expect(pageOf("/certificates/%E0%A4%A")).toBeNull();
});
