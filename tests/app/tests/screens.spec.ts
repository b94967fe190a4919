// Every screen, with the cars it is for.

import { BRANDS } from "../src/brands.js";
import { expect, test } from "../src/fixtures.js";
import { everyScreen, isReserved, placeOf, screens, tours } from "../src/journeys.js";
import { accessible, DESKTOP, judged, PHONE, steady } from "../src/judged.js";

test.use({ viewport: PHONE });
// A test looks at up to a dozen screens.
test.describe.configure({ timeout: 300_000 });

test("login, before anybody is logged in", async ({ page, open }) => {
  await open(page, "/");
  await expect(page.locator('a[href*="/auth/login?brand="]')).toHaveCount(BRANDS.length);
  await steady(page, "login");
  await judged(page, "login", "nobody");
});

test.describe("in a wide window", () => {
  test.use({ viewport: DESKTOP });

  test("no screen jumps or keeps anybody out", async ({ chain, page, login, open }) => {
    await login(page, everyScreen.driver);
    const place = await placeOf(chain, page, everyScreen);
    for (const screen of everyScreen.screens) {
      await test.step(screen, async () => {
        await open(page, screens[screen](place));
        await steady(page, `${screen} in a wide window`);
        await accessible(page, `${screen} in a wide window`);
      });
    }
  });
});

for (const tour of tours) {
  const title = tour.map(({ name, screens }) => `${name}: ${screens.join(", ")}`).join("; ");
  test(title, async ({ chain, page, login, open, watch }) => {
    if (tour.some(isReserved)) watch.expects(/status of (403|404|409)/);
    await login(page, tour[0].driver);
    for (const journey of tour) {
      await test.step(journey.name, async () => {
        const place = await placeOf(chain, page, journey);
        for (const screen of journey.screens) {
          await open(page, screens[screen](place));
          await steady(page, `${screen} of ${journey.name}`);
          await judged(page, screen, journey.name);
        }
      });
    }
  });
}
