// What Lighthouse says of the pages but for their speed, which is a matter of the machine:
// `make bench BENCH=app` prints that.

import { expect, test } from "../src/fixtures.js";
import { screens } from "../src/journeys.js";
import { judge, openBrowser } from "../src/lighthouse.js";

// Lighthouse loads each page several times.
test.describe.configure({ timeout: 300_000 });

test("Lighthouse finds the pages of a driver who is logged in usable and up to date", async ({
  chain,
  login,
  carOf,
}) => {
  const { context, port, close } = await openBrowser();
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await login(page, "camille");
    const car = await carOf(page, "camille", "e-208");
    for (const path of [screens.cars(), screens.car({ car, trip: "" })]) {
      const verdict = await judge(port, chain.origin + path, ["accessibility", "best-practices"]);
      expect.soft(verdict.scores.accessibility, verdict.findings.join("\n")).toBeGreaterThan(94);
      expect
        .soft(verdict.scores["best-practices"], verdict.findings.join("\n"))
        .toBeGreaterThan(94);
    }
  } finally {
    await close();
  }
});
