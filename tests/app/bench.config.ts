// Measures the app: figures of speed, which no test asserts.

import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.js";

export default defineConfig({
  ...tests,
  testDir: "bench",
  testMatch: "*.ts",
  globalTeardown: [],
  reporter: [["./src/figures.ts"]],
  workers: 1,
  retries: 0,
  timeout: 600_000,
});
