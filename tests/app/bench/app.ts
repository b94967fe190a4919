// What a driver waits for: Lighthouse's performance on a phone, and the time from opening a page that
// was open before to the level on the screen. ROUNDS says how often the latter is measured.

import { test } from "../src/fixtures.js";
import { screens } from "../src/journeys.js";
import { categories, judge, median, openBrowser, type Verdict } from "../src/lighthouse.js";
import { noteLevels, type Opening, opening } from "../src/opening.js";

const ROUNDS = Number(process.env.ROUNDS ?? 20);
/** Lighthouse's verdicts, of which the median counts. */
const VERDICTS = 3;

test.use({ settings: { held: true } });

test("Lighthouse, phone profile, logged in", async ({ chain, login, carOf }) => {
  const { context, port, close } = await openBrowser();
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await login(page, "camille");
    const car = await carOf(page, "camille", "e-208");
    console.log(`Lighthouse 12.8, phone profile, median of ${VERDICTS}, logged in`);
    for (const path of [screens.cars(), screens.car({ car, trip: "" })]) {
      const verdicts: Verdict[] = [];
      while (verdicts.length < VERDICTS) verdicts.push(await judge(port, chain.origin + path));
      const scores = categories.map(
        (name) => `${name} ${median(verdicts.map(({ scores }) => scores[name]))}`,
      );
      console.log(`  ${path.replace(car, "{id}").padEnd(14)} ${scores.join(", ")}`);
      const middle = median(verdicts.map(({ scores }) => scores.performance));
      const typical = verdicts.find(({ scores }) => scores.performance === middle);
      for (const finding of typical?.findings ?? []) console.log(`    ${finding}`);
    }
  } finally {
    await close();
  }
});

test("the level on the screen, warm", async ({ context, page, login, carOf, chain }) => {
  await noteLevels(context);
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  console.log(`From opening a page to the level on the screen, ms, median of ${ROUNDS}, warm`);
  console.log("  page           document  scripts    asked answered    shown");
  for (const path of [screens.cars(), screens.car({ car, trip: "" })]) {
    // Two by which everything is cached that can be.
    await opening(page, chain.origin + path);
    await opening(page, chain.origin + path);
    const openings: Opening[] = [];
    while (openings.length < ROUNDS) openings.push(await opening(page, chain.origin + path));
    const figures = (["document", "scripts", "asked", "answered", "shown"] as const).map((part) =>
      median(openings.map((one) => one[part]))
        .toFixed(0)
        .padStart(8),
    );
    console.log(`  ${path.replace(car, "{id}").padEnd(14)} ${figures.join(" ")}`);
  }
});
