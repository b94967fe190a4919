// How long it takes from opening a page to the level of a battery on the screen, and what that time
// is made of.

import type { BrowserContext, Page } from "@playwright/test";

/** Milliseconds from opening the page. */
export interface Opening {
  /** The document is there. */
  document: number;
  /** The last script and style sheet that the first view needs. */
  scripts: number;
  /** The first call of the API goes out. */
  asked: number;
  /** The answer with the level is there. */
  answered: number;
  /** The level is on the screen. */
  shown: number;
}

const SHOWN = "levelShown";

/** A level as a person reads it: 64 %, 64%. */
const LEVEL = "\\d\\s?%";

/** Has each page of a context note when a level is first on the screen. */
export async function noteLevels(context: BrowserContext): Promise<void> {
  await context.addInitScript(
    ({ shown, level }) => {
      const pattern = new RegExp(level);
      const seen = new Promise<number>((resolve) => {
        const look = () => {
          if (!pattern.test(document.querySelector("main")?.textContent ?? "")) return;
          observer.disconnect();
          // In the frame after the next one it was painted.
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { childList: true, subtree: true, characterData: true });
      });
      Reflect.set(globalThis, shown, seen);
    },
    { shown: SHOWN, level: LEVEL },
  );
}

/** Opens a page, and reads what its opening was made of. */
export async function opening(page: Page, url: string): Promise<Opening> {
  await page.goto(url, { waitUntil: "commit" });
  return page.evaluate(async (shown) => {
    const level: number = await Reflect.get(globalThis, shown);
    const [navigation] = performance.getEntriesByType(
      "navigation",
    ) as PerformanceNavigationTiming[];
    const resources = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const before = resources.filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= level);
    const isCall = ({ name }: PerformanceEntry) => /\/(api|auth)\//.test(new URL(name).pathname);
    const calls = before.filter(isCall);
    const others = before.filter((entry) => !isCall(entry));
    const [first = 0] = calls.map(({ startTime }) => startTime).sort((a, b) => a - b);
    return {
      document: navigation?.responseEnd ?? 0,
      scripts: Math.max(0, ...others.map(({ responseEnd }) => responseEnd)),
      asked: first,
      answered: Math.max(0, ...calls.map(({ responseEnd }) => responseEnd)),
      shown: level,
    };
  }, SHOWN);
}
