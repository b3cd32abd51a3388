import { mergeConfig } from "vite";
import { defineConfig } from "vitest/config";
import base from "./vite.config.ts";

// Stories in a real browser against the real server: one file at a time, for both are one.
export default mergeConfig(
  base,
  defineConfig({
    test: {
      include: ["browser/**/*.test.ts"],
      globalSetup: "browser/registry.ts",
      fileParallelism: false,
      maxConcurrency: 2,
      testTimeout: 300_000,
      hookTimeout: 120_000,
    },
  }),
);
