// The little of Node that the command line uses. Debian packages no type declarations of Node, and
// the rest of the checker knows no host at all.
declare module "node:fs/promises" {
  export function readFile(path: string): Promise<Uint8Array>;
}
declare module "node:path" {
  export function join(...parts: string[]): string;
}
declare module "node:crypto" {
  export const webcrypto: { subtle: SubtleCrypto };
}
declare module "node:process" {
  export const argv: string[];
  export const stdout: { write(text: string): void };
  export const stderr: { write(text: string): void };
  export function exit(status: number): never;
}
declare const Buffer: { from(octets: Uint8Array): { toString(encoding: "base64"): string } };
