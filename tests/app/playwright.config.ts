import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { ACTIONS, type Settings } from "./src/chain.js";
import { CHROMIUM, target } from "./src/project.js";

/** Files with a chain of their own, each of which one worker goes through. */
const OWN_CHAIN = "**/{commands,driving,engines,owner,pages,readme,rules}.spec.ts";

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
  // What takes one worker long comes first, and tests that any worker can take fill up the end.
  projects: [
    { name: "chain of its own", testMatch: OWN_CHAIN },
    { name: "common chain", testIgnore: OWN_CHAIN },
  ],
  use: {
    settings: { ACTIONS },
    locale: "en-GB",
    timezoneId: "Europe/Paris",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: CHROMIUM,
      args: ["--disable-dev-shm-usage"],
    },
  },
});
