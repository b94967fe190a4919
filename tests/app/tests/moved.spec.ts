// The app at an address that the service has left.

import { installed, onDevice } from "../src/device.js";
import { expect, test } from "../src/fixtures.js";
import { judged } from "../src/judged.js";

test("the driver is told of the new address, and led there by a press alone", async ({
  page,
  login,
  carOf,
  open,
  chain,
  watch,
}) => {
  const there = chain.origin.replace("localhost", "127.0.0.1");
  watch.allow(there);
  // The same service by another name: what it refuses there is no matter.
  watch.expects(/127\.0\.0\.1/);
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  await open(page, "/settings");
  await page.getByTestId("keep").click();
  await page.route("**/auth/session", async (route) => {
    const response = await route.fetch();
    const text = (await response.text()).replaceAll(`${chain.origin}/`, `${there}/`);
    await route.fulfill({ response, body: text });
  });
  await open(page, `/cars/${car}/alerts`);
  const moved = page.getByTestId("moved");
  await expect(moved).toContainText(`This service is now at ${new URL(there).host}.`);
  await expect(page.getByTestId("car-title")).toHaveText("Peugeot e-208");
  expect(await onDevice(page)).toContain("kerbside.kept.");
  await judged(page, "alerts", "moved");

  await installed(page);
  await page.unroute("**/auth/session");
  await page.getByTestId("go-there").click();
  await expect(page).toHaveURL(`${there}/cars/${car}/alerts`);
  await page.goto(`${chain.origin}/problems/not-logged-in`);
  expect(await onDevice(page)).not.toContain("kerbside.kept.");
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});
