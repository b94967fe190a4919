// When a screen shows all it has.

import { expect, type Page } from "@playwright/test";

/** What stands for something that is being loaded, alone or with others. */
const AWAITED = '[aria-busy=true], [class*="skeleton_"]';

/** Waits until a screen has something to read and nothing on it is awaited any more. */
export async function settled(page: Page): Promise<void> {
  const main = page.locator("main").first();
  await expect(main).toHaveText(/\S/);
  await expect(page.locator(AWAITED)).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
