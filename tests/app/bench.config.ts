// Measures the app: figures of speed, which no test asserts.

import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.js";

// The projects are of the tests, for their order.
const { projects: _, ...common } = tests;

export default defineConfig({
  ...common,
  testDir: "bench",
  testMatch: "*.ts",
  globalTeardown: [],
  reporter: [["./src/figures.ts"]],
  workers: 1,
  retries: 0,
  timeout: 600_000,
});
