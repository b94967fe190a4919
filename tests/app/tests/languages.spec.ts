// The app in each of its languages, as a browser asks for it.

import { expect, test } from "../src/fixtures.js";
import { isReserved, languages, placeOf, screens, tours } from "../src/journeys.js";
import { narrow, PHONE } from "../src/judged.js";
import { picture } from "../src/screens.js";

test.use({ viewport: PHONE });
// A test looks at up to a dozen screens.
test.describe.configure({ timeout: 300_000 });

for (const [language, locale] of Object.entries(languages)) {
  test.describe(language, () => {
    test.use({ locale });

    // German has the longest words, so it is looked at everywhere.
    const isLongest = language === "de";
    for (const tour of tours.filter(([{ name }]) => isLongest || name === "electric")) {
      const names = tour.map(({ name }) => name).join(", ");
      test(`${names}: it fits`, async ({ chain, page, login, open, watch }) => {
        if (tour.some(isReserved)) watch.expects(/status of (403|404|409)/);
        await login(page, tour[0].driver);
        for (const journey of tour) {
          await test.step(journey.name, async () => {
            const place = await placeOf(chain, page, journey);
            for (const screen of journey.screens) {
              await page.setViewportSize(PHONE);
              await open(page, screens[screen](place));
              await expect(page.locator("html")).toHaveAttribute("lang", language);
              const driver = `${journey.name}-${language}`;
              await picture(page, { screen, driver, scheme: "light", width: PHONE.width });
              await narrow(page, `${screen} of ${driver}`);
            }
          });
        }
      });
    }
  });
}
