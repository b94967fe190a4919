// A newer build that is ready as the app is opened.

import type { Page } from "@playwright/test";
import { installed } from "../src/device.js";
import { expect, test } from "../src/fixtures.js";

/** Has another worker wait, as after an update: one with another address is taken for newer. */
const update = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register("/sw.js?newer");
    const { installing } = registration;
    await new Promise<void>((resolve) => {
      if (registration.waiting) resolve();
      installing?.addEventListener("statechange", () => registration.waiting && resolve());
    });
  });

const worker = (page: Page) =>
  page.evaluate(() => navigator.serviceWorker.controller?.scriptURL.replace(location.origin, ""));

/** Counts how often a page is loaded from now on. */
function loadsOf(page: Page): () => number {
  let loads = 0;
  page.on("request", (request) => {
    if (request.isNavigationRequest()) loads += 1;
  });
  return () => loads;
}

test("takes over before the page tells why a login came to nothing", async ({ page, open }) => {
  await open(page, "/");
  await installed(page);
  await open(page, "/");
  await update(page);
  expect(await worker(page)).toBe("/sw.js");
  const loads = loadsOf(page);
  await open(page, "/?login_error=access_denied");
  await expect(page.getByTestId("notice")).toBeVisible();
  await expect(page).not.toHaveURL(/login_error/);
  expect([loads(), await worker(page)]).toEqual([2, "/sw.js?newer"]);
});

test("waits as long as another page is open", async ({ page, open, context }) => {
  await open(page, "/");
  await installed(page);
  await open(page, "/");
  await update(page);
  const other = await context.newPage();
  const loads = loadsOf(other);
  await open(other, "/");
  expect([loads(), await worker(other)]).toEqual([1, "/sw.js"]);
});
