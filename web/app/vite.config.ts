import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { catalogues } from "./build/catalogues.ts";
import { compressed } from "./build/compressed.ts";
import { texts } from "./build/texts.ts";

const tree = fileURLToPath(new URL("../..", import.meta.url));

// Preact's JSX needs no plugin; the server writes the pages, so there is no index.html.
export default defineConfig({
  plugins: [catalogues(resolve(tree, "locales")), texts(resolve(tree, "locales")), compressed()],
  resolve: {
    alias: {
      "@built": resolve(tree, "build"),
      "@host": resolve(tree, "wasm/host"),
      "@checker": resolve(tree, "web/checker/src"),
    },
  },
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  worker: { format: "es" },
  build: {
    outDir: resolve(tree, "build/web"),
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { input: "src/main.tsx" },
  },
});
