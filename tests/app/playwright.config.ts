import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { ACTIONS, type Settings } from "./src/chain.js";
import { CHROMIUM, root, target } from "./src/project.js";

/** Files with a chain of their own, since they say what its owner has switched on. */
const ownChain = readdirSync(join(root, "tests/app/tests"))
  .filter((name) => /\bsettings:/.test(readFileSync(join(root, "tests/app/tests", name), "utf8")))
  .map((name) => `**/${name}`);

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
  // A file with a chain of its own is for one worker, and takes it long: those come first, and tests that
  // any worker can take fill up the end.
  projects: [
    { name: "chain of its own", testMatch: ownChain },
    { name: "common chain", testIgnore: ownChain },
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
