// What is judged of every screen: as a phone has it and as a wide window has it, in light and dark.

import { expect, type Page } from "@playwright/test";
import { graveFindings, OF_COLOURS } from "./axe.js";
import { cutTexts, overflowOf, SHIFT_LIMIT, shiftsOf } from "./layout.js";
import { picture, type Scheme } from "./screens.js";

const SCHEMES: readonly Scheme[] = ["light", "dark"];

/** Windows, in CSS pixels: the narrowest phone, one of today, a desktop. */
export const NARROW = { width: 320, height: 640 };
export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

/** Judges whether a page's content stayed where it was first shown while it was loaded. */
export async function steady(page: Page, what: string): Promise<void> {
  const { total, sources } = await shiftsOf(page);
  expect.soft(total, `${what} jumps:\n${sources.join("\n")}`).toBeLessThan(SHIFT_LIMIT);
}

/** Judges whether a page keeps nobody out, in light and dark, as wide as its window is. */
export async function accessible(page: Page, what: string): Promise<void> {
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme });
    await barsNobody(page, what, scheme);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

// The dark differs in the colours alone.
async function barsNobody(page: Page, what: string, scheme: Scheme): Promise<void> {
  const findings = await graveFindings(page, scheme === "dark" ? OF_COLOURS : undefined);
  expect.soft(findings, `${what}, ${scheme}`).toEqual([]);
}

/** Judges what is on a screen, and keeps pictures of it where they are wanted. */
export async function judged(page: Page, screen: string, driver: string): Promise<void> {
  const what = `${screen} of ${driver}`;
  for (const size of [PHONE, DESKTOP]) {
    await resize(page, size);
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme });
      // What a wide window has besides is the same for all cars: a test of its own looks at it.
      if (size === PHONE) await barsNobody(page, what, scheme);
      await picture(page, { screen, driver, scheme, width: size.width });
    }
    expect.soft(await overflowOf(page), `${what} at ${size.width} px`).toEqual([]);
  }
  await narrow(page, what);
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: "light" });
}

/** Judges whether a screen fits the narrowest phone. */
export async function narrow(page: Page, what: string): Promise<void> {
  await resize(page, NARROW);
  expect.soft(await overflowOf(page), `${what} is wider than 320 px`).toEqual([]);
  expect.soft(await cutTexts(page), `${what} cuts texts at 320 px`).toEqual([]);
}

async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  // What is drawn by script follows a window's size in the frames after.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  });
}
