// The sentences of the picture of a car, of the words of the API.

import type { Schemas } from "kerbside";
import { fill, t } from "../../i18n";
import { word } from "../../i18n/word";
import type { CarPictureTexts, LockPart, Side } from "../../parts/car_picture";

export function pictureTexts(driver: Side): CarPictureTexts {
  const { words, car, common } = t.value;
  const { doors } = car;
  const part = (name: string | undefined) =>
    name === undefined ? common.unknown : word(words.openingIdentifier, name);
  return {
    label: doors.picture,
    opening: ({ identifier, state }) =>
      fill(state === "Open" ? doors.open : state === "Closed" ? doors.closed : doors.unclear, {
        part: part(identifier),
      }),
    allClosed: doors.allClosed,
    openingsUnknown: doors.openingsUnknown,
    locks: doors.locks,
    unlocked: (lock) => fill(doors.unlockedPart, { part: part(nameOf(lock, driver)) }),
    charge: {
      unplugged: words.plugged.false,
      plugged: words.plugged.true,
      charging: words.chargingStatus.InProgress,
      charged: words.chargingStatus.Finished,
      failed: words.chargingStatus.Failure,
    },
    lamp: (kind, lamp) => fill(doors[kind], { where: whereOf(lamp) }),
  };
}

/** The word of the API for a part that has a lock. */
function nameOf(part: LockPart, driver: Side): string {
  switch (part) {
    case "frontLeft":
      return driver === "left" ? "Driver" : "Passenger";
    case "frontRight":
      return driver === "left" ? "Passenger" : "Driver";
    case "rearLeft":
      return "RearLeft";
    case "rearRight":
      return "RearRight";
    case "boot":
      return "Trunk";
  }
}

function whereOf({ position, side }: Schemas["Lamp"]): string {
  const { words, common } = t.value;
  const where = [
    position && word(words.lampPosition, position),
    side && word(words.lampSide, side),
  ].filter(Boolean);
  return where.length > 0 ? where.join(", ") : common.unknown;
}
