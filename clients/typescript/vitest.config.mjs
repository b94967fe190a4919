import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // A machine that is busy with builds is slow.
    testTimeout: 60_000,
    allowOnly: false,
    globalSetup: "tests/setup.mjs",
    include: ["tests/**/*.test.ts"],
    typecheck: {
      enabled: true,
      include: ["tests/**/*.test-d.ts"],
      tsconfig: "tests/tsconfig.json",
    },
  },
});
