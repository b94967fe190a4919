// The car on the map.

import type { JSX } from "preact";
import css from "./map.module.css";

/** A disc, with an arrow where the car's heading is known; a dashed rim for a place that was computed. */
export function CarMarker({
  heading,
  guessed,
}: {
  /** Degrees clockwise from north. */
  heading: number | undefined;
  guessed: boolean;
}): JSX.Element {
  return (
    <svg viewBox="-24 -24 48 48" class={css.car} aria-hidden="true">
      <circle class={guessed ? css.halo_guessed : css.halo} r="21" />
      <circle class={css.disc} r="13" />
      {heading === undefined ? (
        <circle class={css.dot} r="4.5" />
      ) : (
        <path class={css.dot} d="M0-8L6 6.5L0 3.2L-6 6.5Z" transform={`rotate(${heading})`} />
      )}
    </svg>
  );
}
