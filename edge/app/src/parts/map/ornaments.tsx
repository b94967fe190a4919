// What stands on the map: the buttons, the scale, the arrow to the north.

import type { JSX, RefObject } from "preact";
import type { MapScale } from "./grid";
import type { MapOnPage } from "./leaflet_map";
import css from "./map.module.css";
import type { CarMapProps, CarMapTexts } from "./model";

export function MapButtons({
  texts,
  away,
  map,
}: {
  texts: CarMapTexts;
  away: boolean;
  map: RefObject<MapOnPage | undefined>;
}): JSX.Element {
  return (
    <div class={css.buttons}>
      <MapButton label={texts.zoomIn} sign="M12 5V19M5 12H19" press={() => map.current?.zoom(1)} />
      <MapButton label={texts.zoomOut} sign="M5 12H19" press={() => map.current?.zoom(-1)} />
      {away && (
        <MapButton
          label={texts.recentre}
          sign="M12 2V6M12 18V22M2 12H6M18 12H22M18 12A6 6 0 1 1 6 12A6 6 0 1 1 18 12"
          press={() => map.current?.recentre()}
        />
      )}
    </div>
  );
}

function MapButton({
  label,
  sign,
  press,
}: {
  label: string;
  sign: string;
  press: () => void;
}): JSX.Element {
  return (
    <button type="button" class={css.button} aria-label={label} title={label} onClick={press}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={sign} />
      </svg>
    </button>
  );
}

/** As long as a square of the plain map. */
export function ScaleBar({
  scale: { distance, pixels },
  formatDistance,
}: {
  scale: MapScale;
  formatDistance: CarMapProps["formatDistance"];
}): JSX.Element {
  return (
    <span class={css.scale} style={{ inlineSize: `${pixels}px` }}>
      {formatDistance(distance.value, distance.unit)}
    </span>
  );
}

/** The map is never turned, so that north is up. */
export function NorthArrow({ letter }: { letter: string }): JSX.Element {
  return (
    <svg class={css.north} viewBox="0 0 32 44" aria-hidden="true">
      <path d="M16 3L24 24L16 19.5L8 24Z" />
      <text x="16" y="39">
        {letter}
      </text>
    </svg>
  );
}
