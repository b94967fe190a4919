// The app as drivers have it who need more contrast or larger letters, or who print it.

import type { Locator } from "@playwright/test";
import { expect, test } from "../src/fixtures.js";
import { screens } from "../src/journeys.js";
import { crampedTexts, overflowOf } from "../src/layout.js";

const background = (of: Locator) => of.evaluate((one) => getComputedStyle(one).backgroundColor);

test("with the system's colours, it shows what is chosen, current and filled", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  await login(page, "camille");
  const place = { car: await carOf(page, "camille", "e-208"), trip: "" };

  await open(page, screens.settings());
  const keep = page.getByRole("checkbox").first();
  const off = await background(keep);
  await keep.click();
  await expect(keep).toBeChecked();
  expect(await background(keep)).not.toBe(off);
  expect(await keep.evaluate((box) => getComputedStyle(box).borderTopWidth)).toBe("1px");
  const schemes = page.getByRole("radio").locator("..");
  const chosen = await background(schemes.filter({ has: page.locator(":checked") }).first());
  const others = schemes.filter({ hasNot: page.locator(":checked") });
  expect(await background(others.first())).not.toBe(chosen);

  await open(page, screens.charging(place));
  const sections = page.getByRole("navigation").getByRole("link");
  const current = page.locator('nav a[aria-current="page"]');
  expect(await background(current)).not.toBe(await background(sections.first()));
  const meter = page.getByRole("meter").first();
  expect(await background(meter.locator("div"))).not.toBe(await background(meter));
});

for (const [locale, names] of [
  ["fr-FR", ["cars", "car", "charging", "map", "trips", "commands"]],
  ["de-DE", ["car", "charging", "alerts", "service", "rules", "settings"]],
] as const) {
  test.describe(() => {
    test.use({ locale, viewport: { width: 360, height: 800 } });

    test(`letters of twice the size fit a phone, in ${locale}`, async ({
      page,
      login,
      carOf,
      open,
    }) => {
      await login(page, "camille");
      const place = { car: await carOf(page, "camille", "e-208"), trip: "" };
      for (const name of names) {
        await open(page, screens[name](place));
        await page.evaluate(() => {
          document.documentElement.style.fontSize = "200%";
        });
        expect.soft(await overflowOf(page), name).toEqual([]);
        expect.soft(await crampedTexts(page), name).toEqual([]);
      }
    });
  });
}

test("on paper there is what can be read, in light colours, and nothing to press", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await login(page, "camille");
  const place = { car: await carOf(page, "camille", "e-208"), trip: "" };
  await open(page, screens.car(place));
  await expect(page.getByTestId("car-title")).toBeVisible();
  await expect(page.getByTestId("level").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Locks and doors" })).toBeVisible();
  await expect(page.getByTestId("quick-actions")).toBeHidden();
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("button")).toHaveCount(0);
  const color = await page.locator("body").evaluate((body) => getComputedStyle(body).color);
  expect(color).toBe("rgb(19, 32, 27)");
});
