import { expect, test } from "vitest";
import { csv } from "./download.ts";

test("cells that would break a row or start a formula do neither", () => {
  expect(csv([["a", 'b"c', "d,e"], ["=1+1", "-2", "f\ng"]])).toBe(
    '\uFEFFa,"b""c","d,e"\r\n\'=1+1,\'-2,"f\ng"\r\n',
  );
});
