// When a screen shows all it has.

import { expect, type Page } from "@playwright/test";

/** What stands for something that is being loaded, alone or with others. */
const AWAITED = '[aria-busy=true], [class*="skeleton_"]';

/** Waits until a screen has something to read and nothing on it is awaited any more. */
export async function settled(page: Page): Promise<void> {
  // The page looks at every frame; what is expected below is looked at twice a second, and says what is
  // missing. A page that is left meanwhile is the next one's matter.
  await page.evaluate(whole, AWAITED).catch(() => {});
  await expect(page.locator("main").first()).toHaveText(/\S/);
  await expect(page.locator(AWAITED)).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** Resolves when a screen has been whole for some frames, or has not become so in 600, ten seconds at least. */
function whole(awaited: string): Promise<void> {
  const FRAMES = 3;
  let patience = 600;
  const isWhole = () =>
    /\S/.test(document.querySelector("main")?.textContent ?? "") &&
    document.querySelector(awaited) === null;
  return new Promise((resolve) => {
    let left = FRAMES;
    const look = () => {
      left = isWhole() ? left - 1 : FRAMES;
      patience -= 1;
      if (left > 0 && patience > 0) requestAnimationFrame(look);
      else resolve();
    };
    look();
  });
}
