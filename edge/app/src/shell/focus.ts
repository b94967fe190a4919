// Where the focus goes when what had it is gone from the page. A screen reader tells of the place, and Tab
// goes on from there; left to the browser a screen reader may begin at the top of the page.

const nowhere = () => !document.activeElement || document.activeElement === document.body;

/** Gives the focus to the screen, where nothing has it. */
export function keepFocus() {
  if (nowhere()) document.getElementById("main")?.focus({ preventScroll: true });
}

/**
 * Looks after it within an element, from here on: what is left of the screen around an element that goes has
 * it next, as a list after one of its entries. Beside the screen, or where all of it has gone, it is the
 * screen's.
 */
export function followFocus(within: HTMLElement) {
  /** What had the focus last, and all that it is in, from the inside out. */
  let around: HTMLElement[] = [];
  within.addEventListener("focusin", ({ target }) => {
    around = [];
    for (let one = target as HTMLElement | null; one; one = one.parentElement) around.push(one);
  });
  within.addEventListener("focusout", ({ relatedTarget }) => {
    // A window that loses the focus gives it back to the same element.
    if (relatedTarget || !document.hasFocus()) return;
    const [left] = around;
    // What stays without it was left on purpose.
    setTimeout(() => {
      if (left?.isConnected && left === around[0] && nowhere()) around = [];
    });
  });
  new MutationObserver(() => {
    if (around[0]?.isConnected !== false) return;
    const next = around.find((one) => one.isConnected);
    around = [];
    if (nowhere() && next?.parentElement?.closest("#screen > *")) lend(next);
    keepFocus();
  }).observe(within, { childList: true, subtree: true });
}

/** Gives it to an element that takes none by itself, as long as it stays there. */
function lend(element: HTMLElement) {
  if (!element.hasAttribute("tabindex")) {
    element.tabIndex = -1;
    const end = () => {
      // It is still this one's where only the window has lost it.
      if (document.activeElement === element) return;
      element.removeAttribute("tabindex");
      element.removeEventListener("blur", end);
    };
    element.addEventListener("blur", end);
  }
  element.focus({ preventScroll: true });
}
