// A demonstration registry of its own and the server over it, for as long as the stories last.
//
// CONCORDAT_BINARY names the program (build/release/bin/concordat).
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    address: string;
  }
}

const tree = resolve(fileURLToPath(import.meta.url), "../../../..");
const binary = resolve(tree, process.env["CONCORDAT_BINARY"] ?? "build/release/bin/concordat");

// The first line that the server says: where it listens.
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    if (server.stdout === null) return failed(new Error("no output"));
    server.once("exit", (code) => failed(new Error(`the server ended with ${code}`)));
    createInterface(server.stdout).on("line", (line) => {
      const address = /http:\/\/\S+/.exec(line);
      if (address !== null) found(address[0]);
    });
  });
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "stories-"));
  const store = `sqlite:${join(folder, "registry.sqlite")}`;
  const env = { ...process.env, CONCORDAT_SHARE: tree };
  execFileSync(binary, ["init", "--store", store, "--demo"], { env, stdio: "pipe" });
  const web = resolve(tree, "build/web");
  // Squares about where these markets are: the project draws no borders.
  const map = resolve(tree, "web/app/browser/squares.json");
  const server = spawn(
    binary,
    ["serve", "--store", store, "--port", "0", "--web", web, "--map", map],
    { env, stdio: ["ignore", "pipe", "ignore"] },
  );
  const address = await addressOf(server);
  project.provide("address", address);
  return async () => {
    const ended = new Promise((resolved) => server.once("exit", resolved));
    server.removeAllListeners("exit").once("exit", () => undefined);
    server.kill("SIGTERM");
    await Promise.race([ended, new Promise((resolved) => setTimeout(resolved, 5000))]);
    rmSync(folder, { recursive: true, force: true });
  };
}
