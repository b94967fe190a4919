// What a driver chooses, and the ways out: of one account, of all, and what is gone then.

import type { Page } from "@playwright/test";
import { energyOf, paths, type Status } from "../src/answers.js";
import { call } from "../src/api.js";
import { BRANDS } from "../src/brands.js";
import { onDevice } from "../src/device.js";
import { expect, test } from "../src/fixtures.js";
import { judged, PHONE } from "../src/judged.js";
import { LOCALE } from "../src/shown.js";
import { LOGIN_OVER } from "../src/watch.js";

test.use({ viewport: PHONE, locale: LOCALE });

const choose = (page: Page, name: string) =>
  page
    .locator("label")
    .filter({ hasText: new RegExp(`^${name}$`) })
    .click();

test("a language is chosen, and stays", async ({ page, login, open }) => {
  await login(page, "camille");
  await open(page, "/settings");
  await page.getByLabel("Language").selectOption("fr");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Réglages");
  await open(page, "/");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await expect(page.getByTestId("cars-title")).not.toHaveText("Your cars");
});

test("miles and Fahrenheit are chosen, and are what is shown", async ({
  page,
  login,
  carOf,
  open,
  answers,
}) => {
  await login(page, "camille");
  await open(page, "/settings");
  await choose(page, "Miles");
  await choose(page, "°F");
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}`);
  const status = await answers.last<Status>(paths.status);
  const miles = Math.round((energyOf(status, "Electric").rangeKm ?? Number.NaN) / 1.609344);
  await expect(page.getByTestId("hero")).toContainText(`${miles} mi`);
  await expect(page.locator("main")).not.toContainText(/\d\skm\b/);
  const celsius = status.environment?.air?.temperatureCelsius ?? Number.NaN;
  await expect(page.getByTestId("card-climate")).toContainText(
    `${Math.round((celsius * 9) / 5 + 32)}°F`,
  );
});

test("the scheme is chosen against the browser's", async ({ page, login, open }) => {
  await login(page, "camille");
  await page.emulateMedia({ colorScheme: "light" });
  await open(page, "/settings");
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
  const light = await ink();
  await choose(page, "Dark");
  await expect.poll(ink).not.toBe(light);
  await choose(page, "Light");
  await expect.poll(ink).toBe(light);
});

test.describe("the way out", () => {
  const accounts = (page: Page) => page.getByTestId("settings-account");

  test.beforeEach(async ({ page, login, open, watch }) => {
    watch.expects(LOGIN_OVER);
    await login(page, "camille");
    await login(page, "manon");
    await open(page, "/settings");
    await expect(accounts(page)).toHaveCount(2);
  });

  test("of one account leaves the other", async ({ page, open, chain }) => {
    await judged(page, "settings", "two-accounts");
    await page.locator("[data-brand=peugeot]").getByTestId("log-out-of").click();
    await expect(accounts(page)).toHaveCount(1);
    await expect(page.getByTestId("notice")).toContainText("You are logged out of Peugeot.");
    const session = await call<{ accounts: { brand: string }[] }>(chain, page, "/auth/session");
    expect(session.accounts.map(({ brand }) => brand)).toEqual(["citroen"]);
    await open(page, "/");
    await expect(page.getByTestId("car")).toHaveCount(2);
  });

  test("of all leaves nothing, on the device neither", async ({ page, open, chain }) => {
    await page.getByTestId("keep").click();
    await open(page, "/");
    await expect(page.getByTestId("car")).toHaveCount(5);
    expect(await onDevice(page)).toContain("VF3");
    await open(page, "/settings");
    await page.getByTestId("log-out-of-all").click();
    await expect(page.getByTestId("brands").getByRole("link")).toHaveCount(BRANDS.length);
    await expect(accounts(page)).toHaveCount(0);
    const session = await call<{ accounts: unknown[] }>(chain, page, "/auth/session");
    expect(session.accounts).toEqual([]);
    const left = await onDevice(page);
    for (const secret of ["VF3", "Moreau", "camille", "e-208"]) expect(left).not.toContain(secret);
  });
});

test("the menu logs out of the account that it names, and of no other of this browser", async ({
  page,
  login,
  open,
  chain,
  watch,
}) => {
  watch.expects(LOGIN_OVER);
  await login(page, "camille");
  await open(page, "/");
  await expect(page.getByTestId("car")).toHaveCount(3);
  await login(await page.context().newPage(), "manon");
  await page.getByTestId("account-menu").click();
  const logOut = page.getByTestId("log-out");
  await expect(logOut).toHaveText("Log out of Peugeot");
  await logOut.click();
  await expect(page.getByTestId("notice")).toContainText("You are logged out of Peugeot.");
  const session = await call<{ accounts: { brand: string }[] }>(chain, page, "/auth/session");
  expect(session.accounts.map(({ brand }) => brand)).toEqual(["citroen"]);
});

test("the menu leads to the brands of another account", async ({ page, login, open }) => {
  await page.setViewportSize({ width: 390, height: 400 });
  await login(page, "camille");
  await open(page, "/settings");
  const brands = page.locator("#accounts");
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect(brands).not.toBeInViewport();
  await page.getByTestId("account-menu").click();
  const add = page.getByRole("link", { name: "Add another account" });
  await add.click();
  await expect(page).toHaveURL(/\/settings#accounts$/);
  await expect(add).toBeHidden();
  await expect(brands).toBeInViewport();
});

test("in a browser without popovers the menu opens, closes and logs out as well", async ({
  page,
  login,
  open,
}) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(HTMLElement.prototype, "popover");
    Reflect.deleteProperty(HTMLElement.prototype, "hidePopover");
  });
  await login(page, "camille");
  await open(page, "/");
  await expect(page.getByTestId("car")).toHaveCount(3);
  const menu = page.getByTestId("account-menu");
  const logOut = page.getByTestId("log-out");
  await expect(logOut).toBeHidden();
  await menu.click();
  await expect(logOut).toBeVisible();
  await menu.click();
  await expect(logOut).toBeHidden();
  await menu.click();
  await logOut.focus();
  await page.keyboard.press("Escape");
  await expect(logOut).toBeHidden();
  await expect(menu).toBeFocused();
  await menu.click();
  await page.locator("#main").click({ position: { x: 1, y: 1 } });
  await expect(logOut).toBeHidden();
  await menu.click();
  await page.getByTestId("car").first().getByRole("link").focus();
  await expect(logOut).toBeHidden();
  await menu.click();
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page).toHaveURL(/\/settings$/);
  await expect(logOut).toBeHidden();
  await menu.click();
  await logOut.click();
  await expect(menu).toHaveCount(0);
});

test("what is kept is counted, and wiped when the driver says so", async ({
  page,
  login,
  open,
}) => {
  await login(page, "camille");
  await open(page, "/settings");
  const kept = page.getByTestId("kept");
  await expect(kept).toHaveText("Nothing is kept on this device.");
  await page.getByTestId("keep").click();
  await open(page, "/");
  await expect(page.getByTestId("car")).toHaveCount(3);
  await open(page, "/settings");
  await expect(kept).toContainText(/\d+ entries are kept, [\d.]+ kB\./);
  await page.getByRole("button", { name: "Wipe now" }).click();
  await expect(page.getByTestId("notice")).toContainText("What was kept on this device is wiped.");
  expect(await onDevice(page)).not.toContain("VF3");
});
