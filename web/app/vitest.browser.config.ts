import { defineConfig } from "vitest/config";

// Stories in a real browser against the real server: one at a time, for both are one.
export default defineConfig({
  test: {
    include: ["browser/**/*.test.ts"],
    globalSetup: "browser/registry.ts",
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
