// A car that drives: what its screen says of it, and when its readings are called old.

import type { Locator, Page } from "@playwright/test";
import { energyOf, paths, type Status } from "../src/answers.js";
import { expect, test } from "../src/fixtures.js";
import { PHONE } from "../src/judged.js";
import { kilometres, LOCALE } from "../src/shown.js";

test.use({ viewport: PHONE, locale: LOCALE });

// The car drives for the first eight minutes of a chain. So there is one for these tests alone, which
// are over by then however slow the machine is: none takes longer than a minute (`timeout`).
test.describe.configure({ mode: "default" });
test.use({ settings: {} });

const MINUTE = 60_000;
const CAR = "308 Plug-in Hybrid";

const hero = (page: Page): Locator => page.getByTestId("hero");

for (const [after, says] of [
  [8, undefined],
  [12, /has not reported for 1[12]\sminutes, although/],
] as const) {
  test(`its reading is old after ${after} minutes: ${says ? "yes" : "no"}`, async ({
    page,
    login,
    carOf,
    open,
  }) => {
    await login(page, "camille");
    await page.clock.setFixedTime(Date.now() + after * MINUTE);
    await open(page, `/cars/${await carOf(page, "camille", CAR)}`);
    if (says) await expect(hero(page)).toContainText(says);
    else await expect(hero(page)).not.toContainText(/has not reported for|Not heard from for/);
  });
}

test("two ranges are added up only while both are fresh", async ({
  page,
  login,
  carOf,
  open,
  answers,
}) => {
  await login(page, "camille");
  const path = `/cars/${await carOf(page, "camille", CAR)}`;
  await open(page, path);
  const status = await answers.last<Status>(paths.status);
  const [one = Number.NaN, other = Number.NaN] = (["Electric", "Fuel"] as const).map(
    (type) => energyOf(status, type).rangeKm,
  );
  await expect(hero(page)).toContainText(`Electric${kilometres(one)}`);
  await expect(hero(page)).toContainText(`On fuel${kilometres(other)}`);
  await expect(hero(page)).toContainText(`Together${kilometres(one + other)}`);
  await page.clock.setFixedTime(Date.now() + 12 * MINUTE);
  await open(page, path);
  await expect(hero(page)).toContainText("On fuel");
  await expect(hero(page)).not.toContainText("Together");
});

test("where no range is reported, none is shown", async ({ page, login, carOf, open }) => {
  await login(page, "camille");
  await page.route(/\/vehicles\/[^/]+\/status/, async (route) => {
    const answer = await route.fetch();
    const status = (await answer.json()) as Status;
    for (const energy of status.energies) delete energy.rangeKm;
    await route.fulfill({ response: answer, json: status });
  });
  await open(page, `/cars/${await carOf(page, "camille", CAR)}`);
  await expect(hero(page).getByTestId("level")).toHaveCount(2);
  await expect(hero(page).locator("dl")).toHaveCount(0);
});

test("a car that drove when it was last heard from does not drive now", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "camille");
  const path = `/cars/${await carOf(page, "camille", CAR)}`;
  await open(page, path);
  await expect(page.getByTestId("driving")).toContainText(/On the move since \S+ \d+\skm\/h/);
  await page.clock.setFixedTime(Date.now() + 12 * MINUTE);
  await open(page, path);
  await expect(page.getByTestId("driving")).toContainText("Was on the move when last heard from");
});
