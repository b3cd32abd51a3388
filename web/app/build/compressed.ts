// Beside every built file the same in gzip and Brotli, so that the server compresses nothing.
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

// Less than this fits into one packet anyway.
const WORTH_IT_BYTES = 1000;

export function compressed(): Plugin {
  let folder = "";
  return {
    name: "concordat-compressed",
    apply: "build",
    configResolved(config) {
      folder = join(config.build.outDir, config.build.assetsDir);
    },
    closeBundle() {
      for (const name of readdirSync(folder)) {
        if (name.endsWith(".gz") || name.endsWith(".br")) continue;
        const octets = readFileSync(join(folder, name));
        if (octets.length < WORTH_IT_BYTES) continue;
        writeFileSync(join(folder, `${name}.gz`), gzipSync(octets, { level: 9 }));
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: octets.length };
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(octets, { params }));
      }
    },
  };
}
