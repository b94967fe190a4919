// The app without a network: what a page that is newly opened shows then, what is kept on the device,
// and what never comes from there.

import { BRANDS } from "../src/brands.js";
import { installed, onDevice } from "../src/device.js";
import { expect, test } from "../src/fixtures.js";
import { judged, PHONE } from "../src/judged.js";
import { settled } from "../src/settled.js";
import { LOGIN_OVER } from "../src/watch.js";

test.use({ viewport: PHONE });

test.beforeEach(({ watch }) => watch.expects(/ERR_INTERNET_DISCONNECTED/));

test("opens, and says that nothing is kept on the device", async ({
  page,
  login,
  open,
  context,
}) => {
  await login(page, "camille");
  await open(page, "/");
  await expect(page.getByTestId("car")).toHaveCount(3);
  await installed(page);
  await context.setOffline(true);
  const later = await context.newPage();
  await later.goto("/");
  await settled(later);
  await expect(later.getByTestId("offline")).toBeVisible();
  await expect(later.getByTestId("car")).toHaveCount(0);
  await judged(later, "cars", "offline-nothing-kept");
});

test("shows what the driver chose to keep, until they log out", async ({
  page,
  login,
  open,
  context,
  watch,
}) => {
  // A tab may ask once more before it hears that another has logged out.
  watch.expects(LOGIN_OVER);
  await login(page, "camille");
  await open(page, "/settings");
  await page.getByTestId("keep").click();
  await open(page, "/");
  await expect(page.getByTestId("car")).toHaveCount(3);
  await installed(page);

  await context.setOffline(true);
  const later = await context.newPage();
  await later.goto("/");
  await settled(later);
  await expect(later.getByTestId("offline")).toBeVisible();
  await expect(later.getByTestId("car")).toHaveCount(3);
  await judged(later, "cars", "offline-kept");

  // With the network, the page is asked for what it could not have, and has no trouble left.
  const asked = later.waitForResponse(/\/vehicles\?/);
  await context.setOffline(false);
  await asked;
  await expect(later.getByTestId("offline")).toBeHidden();
  await expect(later.getByTestId("trouble")).toBeHidden();
  await open(later, "/");
  await later.getByTestId("account-menu").click();
  await later.getByTestId("log-out").click();
  await expect(later.getByTestId("brands").getByRole("link")).toHaveCount(BRANDS.length);
  expect(await onDevice(later)).not.toContain("VF3");

  await context.setOffline(true);
  await page.goto("/");
  await settled(page);
  await expect(page.getByTestId("car")).toHaveCount(0);
});

test("has the trips that were kept, and says once on a screen that it is offline", async ({
  page,
  login,
  carOf,
  open,
  context,
}) => {
  await login(page, "camille");
  await open(page, "/settings");
  await page.getByTestId("keep").click();
  const car = `/cars/${await carOf(page, "camille", "e-208")}`;
  await open(page, `${car}/trips`);
  const shown = await page.getByTestId("trip").count();
  expect(shown).toBeGreaterThan(0);
  await open(page, `${car}/commands`);
  await open(page, `${car}/rules`);
  await installed(page);

  await context.setOffline(true);
  const later = await context.newPage();
  for (const screen of ["trips", "commands", "rules"]) {
    await later.goto(`${car}/${screen}`);
    await settled(later);
    await expect(later.getByTestId("offline")).toBeVisible();
    await expect(later.getByText(/You are offline/)).toHaveCount(1);
    if (screen === "trips") {
      await expect(later.getByTestId("trip")).toHaveCount(shown);
      await judged(later, "trips", "offline-kept");
    }
  }
});

test("the overview of a car that was not looked at before says once that it is offline", async ({
  page,
  login,
  carOf,
  open,
  context,
}) => {
  await login(page, "camille");
  await open(page, "/settings");
  await page.getByTestId("keep").click();
  const car = `/cars/${await carOf(page, "camille", "e-208")}`;
  await open(page, "/");
  await expect(page.getByTestId("level").first()).toBeVisible();
  await installed(page);
  await context.setOffline(true);
  const later = await context.newPage();
  await later.goto(car);
  await settled(later);
  await expect(later.getByTestId("hero")).toBeVisible();
  await expect(later.getByText(/You are offline/)).toHaveCount(1);
  await expect(later.getByText("Not available right now.")).toHaveCount(3);
});

test("lets no login, answer or notification come from the device", async ({
  page,
  open,
  context,
}) => {
  await open(page, "/");
  await installed(page);
  await context.setOffline(true);
  for (const path of ["/auth/session", "/api/v1/user", "/hooks/v1/any", "/openapi.json"]) {
    const asked = page.evaluate(async (path) => (await fetch(path)).status, path);
    await expect(asked, path).rejects.toThrow("Failed to fetch");
  }
  for (const path of ["/auth/login?brand=peugeot", "/auth/callback?code=1&state=2", "/docs/"]) {
    await expect(page.goto(path), path).rejects.toThrow("ERR_INTERNET_DISCONNECTED");
  }
});
