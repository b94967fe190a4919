// Where the focus goes when what had it is gone from the page. A screen reader tells of the place, and Tab
// goes on from there; left to the browser it would be the top of the page.

const nowhere = () => !document.activeElement || document.activeElement === document.body;

/** Gives the focus to the screen, where nothing has it. */
export function keepFocus() {
  if (nowhere()) document.getElementById("main")?.focus({ preventScroll: true });
}

/**
 * Looks after it within an element, from here on: a list that takes the focus (`tabIndex={-1}`) has it after
 * one of its entries, and else the screen.
 */
export function followFocus(within: HTMLElement) {
  let around: Element[] = [];
  within.addEventListener("focusin", ({ target }) => {
    around = [];
    for (let one = target as Element | null; one; one = one.parentElement) around.push(one);
  });
  new MutationObserver(() => {
    if (around[0]?.isConnected !== false) return;
    const next = around.find((one) => one.isConnected && one.matches('[tabindex="-1"]'));
    around = [];
    if (next && nowhere()) (next as HTMLElement).focus({ preventScroll: true });
    keepFocus();
  }).observe(within, { childList: true, subtree: true });
}
