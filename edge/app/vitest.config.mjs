import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// A zone whose clocks change, so that a test can see a day that is not 24 hours long.
process.env.TZ = "Europe/Paris";

export default defineConfig({
  resolve: {
    alias: {
      kerbside: fileURLToPath(new URL("../../clients/typescript/src/index.ts", import.meta.url)),
    },
  },
  test: {
    // A machine that is busy with builds is slow.
    testTimeout: 60_000,
    allowOnly: false,
    setupFiles: "tests/browser.ts",
    include: ["tests/**/*.test.{ts,mjs}", "src/**/*.test.ts"],
  },
});
