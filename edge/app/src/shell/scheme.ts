// Light or dark: the page, and the bars that a phone draws around it.

import { effect } from "@preact/signals";
import { preferences } from "../service/preferences";

/** Follows the driver's choice, and without one that of the device. */
export function followScheme() {
  const bars = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].map(
    (meta) => ({ meta, device: meta.media }),
  );
  effect(() => {
    const scheme = preferences.scheme.value;
    const { dataset } = document.documentElement;
    if (scheme === "auto") delete dataset.scheme;
    else dataset.scheme = scheme;
    for (const { meta, device } of bars) {
      if (scheme === "auto") meta.media = device;
      else meta.media = device.includes(scheme) ? "all" : "not all";
    }
  });
}
