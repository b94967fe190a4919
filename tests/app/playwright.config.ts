import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import type { Settings } from "./src/chain.js";
import { CHROMIUM, target } from "./src/project.js";

export default defineConfig<object, { settings: Settings }>({
  testDir: "tests",
  outputDir: join(target, "app-tests"),
  globalTeardown: "./src/teardown.ts",
  reporter: [["./src/reporter.ts"]],
  forbidOnly: true,
  // A browser now and then draws or asks in an order of its own. What passes only then is named at the
  // end of scripts/test.
  retries: 1,
  fullyParallel: true,
  // Each has a chain and a browser, and this is meant for two cores.
  workers: 2,
  // A machine that is busy with builds is slow.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  use: {
    settings: { ACTIONS: "lock unlock horn lights wake-up climate charging navigation rules" },
    locale: "en-GB",
    timezoneId: "Europe/Paris",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: CHROMIUM,
      args: ["--disable-dev-shm-usage"],
    },
  },
});
