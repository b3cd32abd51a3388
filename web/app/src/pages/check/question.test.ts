import { expect, test } from "vitest";
import { addressOf, askedIn, attribute, interfaceAddress, questionOf } from "./question.ts";

const asked = (query: string) => askedIn(new URLSearchParams(query));

test("an address and its question go both ways", () => {
  const address =
    "/?certificate=ANSSI-CC-2023%2F42&market=ES&on=2024-05-01&purpose=market-access" +
    "&event=presentation-at-border&model=KX-17&asOf=700&fact=voltage%3A230";
  expect(addressOf(asked(address.slice(2)))).toBe(address);
  expect(questionOf(asked(address.slice(2)))).toEqual({
    purpose: "market-access",
    market: "ES",
    date: "2024-05-01",
    attestations: [{ number: "ANSSI-CC-2023/42" }],
    event: "presentation-at-border",
    product: { model: "KX-17", attributes: { voltage: 230 } },
    asOf: 700,
  });
});

test("what is no date and no size is not asked", () => {
  expect(asked("on=yesterday").on).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  for (const size of ["0", "-3", "1.5", "x"]) expect(asked(`asOf=${size}`).asOf).toBeNull();
});

test("attributes have the kind that they look like", () => {
  expect(["true", "false", "230", "-4", "1.5", "kettle"].map(attribute)).toEqual([
    true, false, 230, -4, "1.5", "kettle",
  ]);
});

test("a question that parameters cannot ask has no address in the interface", () => {
  const simple = questionOf(asked("certificate=K&market=ES&on=2024-05-01"));
  expect(interfaceAddress(simple)).toBe(
    "/v1/determinations?certificate=K&market=ES&date=2024-05-01&purpose=recognition&sentences=true",
  );
  expect(interfaceAddress(questionOf(asked("certificate=K,L&market=ES")))).toBeNull();
  expect(interfaceAddress(questionOf(asked("certificate=K&market=ES&fact=a:b")))).toBeNull();
});
