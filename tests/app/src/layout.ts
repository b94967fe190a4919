// What goes wrong with a page's layout: wider than the screen, text cut off, content that jumps.

import type { BrowserContext, Page } from "@playwright/test";

/** Content may jump by so much of the screen (Cumulative Layout Shift). */
export const SHIFT_LIMIT = 0.05;

/** Where a page keeps how much its content has jumped, and what did. */
const SHIFTS = "layoutShifts";

interface Shifts {
  total: number;
  sources: string[];
}

/** Has each page of a context count how much its content jumps, from its beginning. */
export async function countShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript((name) => {
    interface LayoutShift extends PerformanceEntry {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null }[];
    }
    const shifts: Shifts = { total: 0, sources: [] };
    const count = (entries: PerformanceEntryList) => {
      for (const entry of entries as LayoutShift[]) {
        if (entry.hadRecentInput) continue;
        shifts.total += entry.value;
        for (const { node } of entry.sources) {
          const element = node instanceof Element ? node : node?.parentElement;
          shifts.sources.push(`${entry.value.toFixed(3)} ${element?.outerHTML.slice(0, 120)}`);
        }
      }
    };
    const observer = new PerformanceObserver((list) => count(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    Reflect.set(globalThis, name, () => {
      count(observer.takeRecords());
      return shifts;
    });
  }, SHIFTS);
}

/** How much the content of a page has jumped since it was opened, and what did. */
export async function shiftsOf(page: Page): Promise<Shifts> {
  return page.evaluate(async (name) => {
    // What is drawn next is counted, too.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const read = Reflect.get(globalThis, name) as () => Shifts;
    return read();
  }, SHIFTS);
}

/** What is wider than the screen, so that the page scrolls sideways. */
export async function overflowOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      element !== document.body &&
      element !== document.documentElement &&
      (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
    const wide = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .filter((element) => !scrolls(element.parentElement))
      .map((element) => {
        const { right } = element.getBoundingClientRect();
        return `to ${Math.round(right)} of ${width} px: ${element.outerHTML.slice(0, 160)}`;
      });
    return wide.length > 0 ? wide : [`${document.documentElement.scrollWidth} of ${width} px`];
  });
}

/** The texts of a page that do not fit where they stand, and are cut off. */
export async function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const hasText = (element: Element) =>
      [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
    const hides = (value: string) => value === "hidden" || value === "clip";
    return [...document.querySelectorAll<HTMLElement>("body *")]
      .filter(hasText)
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .flatMap((element) => {
        // What cuts a text off is its own element, or one around it.
        for (let around: HTMLElement | null = element; around; around = around.parentElement) {
          const { overflowX, overflowY } = getComputedStyle(around);
          const { clientWidth, clientHeight, scrollWidth, scrollHeight } = around;
          // Texts for screen readers alone stand in a box of one pixel.
          if (clientWidth <= 1 && clientHeight <= 1 && hides(overflowX)) return [];
          const isCut =
            (hides(overflowX) && clientWidth > 0 && scrollWidth > clientWidth + 1) ||
            (hides(overflowY) && clientHeight > 0 && scrollHeight > clientHeight + 1);
          if (isCut)
            return [
              `${JSON.stringify(element.textContent)} in <${around.localName} class="${around.className}">`,
            ];
        }
        return [];
      });
  });
}

/**
 * What goes wrong where letters are large: words that are broken in the middle, and texts that reach
 * out of the button or the card that they stand in.
 */
export async function crampedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.querySelector("main") as Node, 4);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const element = text.parentElement as HTMLElement;
      if (!element.checkVisibility() || element.closest("svg, select, table, .visually-hidden"))
        continue;
      const around = element.closest("button, a, li, section")?.getBoundingClientRect();
      // A longer word is hyphenated, by browsers that can.
      for (const { 0: word, index } of text.textContent?.matchAll(
        /(?<!\p{L})\p{L}{2,15}(?!\p{L})/gu,
      ) ?? []) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const { left, right } = range.getBoundingClientRect();
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) found.push(`${word} is broken`);
        if (around && (left < around.left - 1 || right > around.right + 1)) {
          found.push(`${word} reaches out of <${element.localName} class="${element.className}">`);
        }
      }
    }
    return found;
  });
}
