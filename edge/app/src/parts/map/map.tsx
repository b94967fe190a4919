// Where the car stands or has driven, on a map.

import { type JSX, render } from "preact";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { isOnEarth } from "./geography";
import type { MapScale } from "./grid";
import type { MapOnPage } from "./leaflet_map";
import css from "./map.module.css";
import { CarMarker } from "./marker";
import type { CarMapProps, Shown } from "./model";
import { MapButtons, NorthArrow, ScaleBar } from "./ornaments";
import { useReducedMotion } from "./reduced_motion";

/** The map is loaded when it is first shown; its room is reserved. Without a place there is none. */
export function CarMap(props: CarMapProps): JSX.Element {
  const { texts, tiles, height, formatDistance } = props;
  const hint = useId();
  const places = usePlaces(props);
  const { host, map, view } = useMap(props, places);
  const empty = !places.car && places.route.length === 0;
  return (
    <figure class={css.figure}>
      {!empty && !view.failed && (
        <div class={css.box} style={{ blockSize: height }}>
          <div
            ref={host}
            class={css.map}
            role="application"
            aria-label={texts.label}
            aria-describedby={hint}
          />
          <NorthArrow letter={texts.north} />
          {view.scale && <ScaleBar scale={view.scale} formatDistance={formatDistance} />}
          {tiles && <small class={css.attribution}>{tiles.attribution}</small>}
          <MapButtons texts={texts} away={view.away} map={map} />
        </div>
      )}
      <figcaption class={css.caption}>
        {!empty && texts.legend && <span class={css.words}>{texts.legend}</span>}
        <span role="status" class={css.status}>
          {view.failed && texts.failed}
          {tiles && view.tilesGone && texts.tilesGone}
        </span>
        <span id={hint} hidden>
          {texts.keys}
        </span>
      </figcaption>
    </figure>
  );
}

/** What can be drawn of what the API says. */
function usePlaces({ car, route, units }: CarMapProps): Shown {
  return useMemo(
    () => ({
      car: car && isOnEarth(car) ? car : undefined,
      route: (route ?? []).filter(isOnEarth),
      units,
    }),
    [car, route, units],
  );
}

/** What the map tells of itself. */
interface View {
  scale?: MapScale;
  away: boolean;
  tilesGone: boolean;
  /** Whether Leaflet could not be loaded. */
  failed: boolean;
}

function useMap({ car, tiles }: CarMapProps, places: Shown) {
  const host = useRef<HTMLDivElement>(null);
  const map = useRef<MapOnPage | undefined>(undefined);
  const marker = useMemo(() => document.createElement("div"), []);
  const latest = useRef(places);
  latest.current = places;
  const [view, setView] = useState<View>({ away: false, tilesGone: false, failed: false });
  const reducedMotion = useReducedMotion();
  const empty = !places.car && places.route.length === 0;
  const template = tiles?.tiles;

  useEffect(() => {
    const guessed = car?.type !== undefined && car.type !== "Acquire";
    render(<CarMarker heading={car?.headingDegrees} guessed={guessed} />, marker);
  }, [car, marker]);

  useEffect(() => {
    if (empty) return;
    let gone = false;
    const told = (news: Partial<View>) => {
      if (!gone) setView((view) => ({ ...view, ...news }));
    };
    const load = async () => {
      try {
        const { makeMap } = await import("./leaflet_map");
        if (gone || !host.current) return;
        map.current = makeMap(host.current, latest.current, {
          marker,
          tiles: template,
          reducedMotion,
          scaleChanged: (scale) => told({ scale }),
          movedAway: (away) => told({ away }),
          tilesGone: (tilesGone) => told({ tilesGone }),
        });
      } catch {
        told({ failed: true });
      }
    };
    void load();
    return () => {
      gone = true;
      map.current?.destroy();
      map.current = undefined;
    };
  }, [empty, template, reducedMotion, marker]);

  useEffect(() => map.current?.show(places), [places]);
  return { host, map, view };
}
