// The colours of a canvas, which knows no custom properties.

/** The colour that a custom property stands for, `light-dark()` and all resolved, by asking an element for it. */
export function colourOf(probe: HTMLElement, property: string): string {
  probe.style.color = `var(${property})`;
  const { color } = getComputedStyle(probe);
  probe.style.color = "";
  return color;
}

/** Calls back when the page's colours may have changed: the system's scheme, or the one that the driver chose for the page. */
export function onColourChange(changed: () => void): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = new MutationObserver(changed);
  dark.addEventListener("change", changed);
  root.observe(document.documentElement, { attributeFilter: ["data-scheme"] });
  return () => {
    dark.removeEventListener("change", changed);
    root.disconnect();
  };
}
