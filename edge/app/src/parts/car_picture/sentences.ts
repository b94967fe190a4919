// The picture in sentences, for who does not see it.

import type { Schemas } from "kerbside";
import {
  type Charge,
  chargeOf,
  type LampOn,
  type LockPart,
  type Locks,
  lampsOf,
  locksOf,
  type Side,
  stateOf,
} from "./state";

/** What a car reports of its body. */
export interface CarBody {
  doors?: Schemas["Doors"] | undefined;
  charging?: Schemas["Charging"] | undefined;
  lighting?: Schemas["Lighting"] | undefined;
}

/** The sentences, each without what stands before or after it. */
export interface CarPictureTexts {
  /** The name of the picture and of its list: "The car from above". */
  label: string;
  /** One opening: "The driver's door is open." A word that nobody knows yet comes as it is. */
  opening(opening: Schemas["Opening"]): string;
  /** Everything that was reported is closed. */
  allClosed: string;
  /** No opening was reported. */
  openingsUnknown: string;
  locks: Record<Locks, string>;
  /** One part that is unlocked while others are not: "The boot is unlocked." */
  unlocked(part: LockPart): string;
  charge: Record<Charge, string>;
  /** A lamp that is on. */
  lamp(kind: LampOn["kind"], lamp: Schemas["Lamp"]): string;
}

/** Says what the picture shows: the locks, what is open, what is not known, the cable, the lamps. */
export function sentences(body: CarBody, driver: Side, texts: CarPictureTexts): string[] {
  const openings = body.doors?.openings ?? [];
  const { locks, unlocked } = locksOf(body.doors?.lockedStates ?? [], driver);
  const charge = chargeOf(body.charging);
  const said = [
    texts.locks[locks],
    ...unlocked.map(texts.unlocked),
    ...openingSentences(openings, texts),
    ...(charge ? [texts.charge[charge]] : []),
    ...lampsOf(body.lighting).map(({ kind, lamp }) => texts.lamp(kind, lamp)),
  ];
  return [...new Set(said)];
}

function openingSentences(
  openings: readonly Schemas["Opening"][],
  texts: CarPictureTexts,
): string[] {
  if (openings.length === 0) return [texts.openingsUnknown];
  if (openings.every((opening) => stateOf(opening) === "closed")) return [texts.allClosed];
  const order = ["open", "unknown", "closed"];
  return openings
    .toSorted((one, other) => order.indexOf(stateOf(one)) - order.indexOf(stateOf(other)))
    .map(texts.opening);
}
