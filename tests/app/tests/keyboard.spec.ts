// The app by keyboard alone, and with nothing that moves.

import { expect, test } from "../src/fixtures.js";

/** CSS pixels around an element within which its ring is drawn. */
const RING = 5;

test("the first key leads past the head, and what has the focus shows it", async ({
  page,
  login,
  open,
}) => {
  await login(page, "camille");
  await open(page, "/");
  await page.keyboard.press("Tab");
  const focused = page.locator(":focus");
  await expect(focused).toHaveAttribute("href", "#main");
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  await page.keyboard.press("Tab");
  const card = page.getByTestId("car").first();
  await expect(card.getByRole("link")).toBeFocused();
  // The strip above the card, where its ring is: in the card itself a text may change meanwhile.
  const box = await card.boundingBox();
  if (!box) throw new Error("the card is not seen");
  const strip = { clip: { ...box, y: box.y - RING, height: RING } };
  const shown = await page.screenshot(strip);
  await focused.evaluate((element: HTMLElement) => element.blur());
  expect(shown.equals(await page.screenshot(strip))).toBe(false);
});

test("a car is come to, and left again, by keyboard", async ({ page, login, open }) => {
  await login(page, "camille");
  await open(page, "/");
  await page.getByTestId("car").first().getByRole("link").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("car-title")).toBeVisible();
  await expect(page).toHaveURL(/\/cars\/.+/);
  // The link that had the focus is gone: a screen reader hears of what is there instead.
  await expect(page.locator("#main")).toBeFocused();
  await page.locator("#screen").getByRole("link").last().focus();
  await page.goBack();
  await expect(page.getByTestId("car")).toHaveCount(3);
  await expect(page.locator("#main")).toBeFocused();
});

test("what had the focus goes without a change of screen, and the screen has it", async ({
  page,
  login,
  open,
}) => {
  await login(page, "camille");
  await open(page, "/?login_error=denied");
  const close = page.getByTestId("notice").getByRole("button");
  await close.focus();
  await page.keyboard.press("Enter");
  await expect(close).toHaveCount(0);
  await expect(page.locator("#main")).toBeFocused();

  // The way out leaves the address as it is.
  await page.getByTestId("account-menu").focus();
  await page.keyboard.press("Enter");
  await page.getByTestId("log-out").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("brands")).toBeVisible();
  await expect(page.locator("#main")).toBeFocused();
});

test("a button that has nothing more to do keeps the focus", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}/trips?min=1`);
  await page.locator("summary", { hasText: "Filter" }).click();
  const reset = page.locator("form").getByRole("button");
  await reset.focus();
  await page.keyboard.press("Enter");
  await expect(reset).toBeDisabled();
  await expect(reset).toBeFocused();
});

test("nothing moves for those who asked for that", async ({ page, login, open }) => {
  await login(page, "camille");
  await open(page, "/");
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
});
