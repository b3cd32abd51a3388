import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import {
  addressOf,
  curlOf,
  exampleOf,
  groupsOf,
  kindOf,
  matches,
  type Document,
  type Route,
} from "./openapi.ts";

const document = JSON.parse(
  readFileSync(resolve(__dirname, "../../../../../spec/openapi.json"), "utf8"),
) as Document;
const routes = groupsOf(document).flatMap((group) => group.routes);
const named = (method: string, path: string): Route =>
  routes.find((route) => route.method === method && route.path === path)!;

describe("the interface rendered", () => {
  it("has every route of the document in one group", () => {
    const all = Object.values(document.paths).flatMap((item) =>
      Object.keys(item).filter((method) => ["get", "post"].includes(method)),
    );
    expect(routes).toHaveLength(all.length);
  });

  it("writes addresses that name what was filled in, and nothing else", () => {
    const one = named("GET", "/v1/certificates/{id}");
    expect(addressOf(one, { id: "A/1 ü" })).toBe("/v1/certificates/A%2F1%20%C3%BC");
    const tile = named("GET", "/log/tile/{path}");
    expect(addressOf(tile, { path: "0/000" })).toBe("/log/tile/0/000");
    const ask = named("GET", "/v1/determinations");
    const values = { market: "US", date: "2026-01-31", certificate: "a&b", other: "x" };
    expect(addressOf(ask, values)).toBe(
      "/v1/determinations?certificate=a%26b&market=US&date=2026-01-31",
    );
  });

  it("writes a line for curl that no quote breaks out of", () => {
    const route = named("POST", "/v1/determinations");
    const body = { type: "application/json", text: "{\"a\":\"it's\"}" };
    expect(curlOf("http://x", route, "/v1/determinations", "application/json", body)).toBe(
      "curl -i -H 'Accept: application/json' -H 'Content-Type: application/json' " +
        "--data-binary '{\"a\":\"it'\\''s\"}' 'http://x/v1/determinations'",
    );
  });

  it("begins a question with what it must have", () => {
    const question = exampleOf(document, { $ref: "#/components/schemas/Question" });
    expect(question).toHaveProperty("market");
    expect(question).toHaveProperty("date", "2026-01-31");
  });

  it("says the sort of a value in one line", () => {
    expect(kindOf({ type: "array", items: { $ref: "#/components/schemas/Date" } })).toBe("Date[]");
    expect(kindOf({ type: "string", format: "uri" })).toBe("string (uri)");
  });

  it("finds routes by words", () => {
    const route = named("GET", "/v1/statements/{index}/proof");
    expect(matches(route, "get proof")).toBe(true);
    expect(matches(route, "post proof")).toBe(false);
  });
});
