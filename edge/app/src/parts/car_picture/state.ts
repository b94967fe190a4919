// What the picture of a car shows, read from the API's models.

import type { Schemas } from "kerbside";

/** A part of the car that opens. The sides are the car's own, seen by who sits in it. */
export type Part =
  | "frontLeft"
  | "frontRight"
  | "rearLeft"
  | "rearRight"
  | "boot"
  | "bonnet"
  | "rearWindow"
  | "roof";

/** `unknown`: not reported, or in a word that is not known yet. */
export type PartState = "open" | "closed" | "unknown";

/** A part that has a lock of its own. */
export type LockPart = Extract<
  Part,
  "frontLeft" | "frontRight" | "rearLeft" | "rearRight" | "boot"
>;

/** `partly`: something is unlocked and something else is locked or not reported. */
export type Locks = "locked" | "unlocked" | "partly" | "unknown";

/** How the charging cable stands. `failed`: it is plugged in and charging broke off. */
export type Charge = "unplugged" | "plugged" | "charging" | "charged" | "failed";

/** On which side the driver sits. */
export type Side = "left" | "right";

const LOCK_PARTS: readonly LockPart[] = [
  "frontLeft",
  "frontRight",
  "rearLeft",
  "rearRight",
  "boot",
];

/** The part that a word of the API names, or nothing for a word that is not known yet. */
export function partOf(identifier: string | undefined, driver: Side): Part | undefined {
  switch (identifier) {
    case "Driver":
      return driver === "left" ? "frontLeft" : "frontRight";
    case "Passenger":
      return driver === "left" ? "frontRight" : "frontLeft";
    case "RearLeft":
      return "rearLeft";
    case "RearRight":
      return "rearRight";
    case "Trunk":
      return "boot";
    case "RearWindow":
      return "rearWindow";
    case "RoofWindow":
      return "roof";
    // No list of openings names the bonnet; the manufacturer's other words call it so.
    case "Hood":
      return "bonnet";
    default:
      return undefined;
  }
}

/** How an opening stands. */
export function stateOf(opening: Schemas["Opening"]): PartState {
  if (opening.state === "Open") return "open";
  return opening.state === "Closed" ? "closed" : "unknown";
}

/** How each part stands. A part that is reported twice is open if one of the reports says so. */
export function partsOf(
  openings: readonly Schemas["Opening"][],
  driver: Side,
): Record<Part, PartState> {
  const parts: Record<Part, PartState> = {
    frontLeft: "unknown",
    frontRight: "unknown",
    rearLeft: "unknown",
    rearRight: "unknown",
    boot: "unknown",
    bonnet: "unknown",
    rearWindow: "unknown",
    roof: "unknown",
  };
  for (const opening of openings) {
    const part = partOf(opening.identifier, driver);
    if (part && parts[part] !== "open") parts[part] = stateOf(opening);
  }
  return parts;
}

/** The locks as a whole, and the parts that are unlocked where not everything is. */
export interface LocksRead {
  locks: Locks;
  unlocked: readonly LockPart[];
}

/** Reads the words of the locks, of which several may hold. What is said of one part outdoes what is said of the car. */
export function locksOf(words: readonly string[], driver: Side): LocksRead {
  const said = new Set(words);
  // A car that says both is drawn as the one that its driver must not overlook.
  const general = said.has("Unlocked")
    ? "unlocked"
    : said.has("Locked") || said.has("SuperLocked")
      ? "locked"
      : "unknown";
  const each = new Map<LockPart, string>(LOCK_PARTS.map((part) => [part, general]));
  const set = (word: string, parts: readonly LockPart[], state: string) => {
    if (said.has(word)) for (const part of parts) each.set(part, state);
  };
  const cabin = LOCK_PARTS.filter((part) => part !== "boot");
  const rear: LockPart[] = ["rearLeft", "rearRight"];
  set("CargoDoorsLocked", ["boot"], "locked");
  set("TrunkLocked", ["boot"], "locked");
  set("RearDoorsLocked", rear, "locked");
  set("CabinDoorsUnlocked", cabin, "unlocked");
  set("RearDoorsUnlocked", rear, "unlocked");
  set("CargoDoorsUnlocked", ["boot"], "unlocked");
  set("TrunkUnlocked", ["boot"], "unlocked");
  set("DriverDoorUnlocked", [driver === "left" ? "frontLeft" : "frontRight"], "unlocked");
  const unlocked = LOCK_PARTS.filter((part) => each.get(part) === "unlocked");
  if (unlocked.length === LOCK_PARTS.length) return { locks: "unlocked", unlocked: [] };
  if (unlocked.length > 0) return { locks: "partly", unlocked };
  return { locks: general === "locked" ? "locked" : "unknown", unlocked: [] };
}

/** How the cable stands, or nothing for a car that reports no charging. */
export function chargeOf(charging: Schemas["Charging"] | undefined): Charge | undefined {
  switch (charging?.status) {
    case "InProgress":
      return "charging";
    case "Failure":
      return charging.plugged === false ? "unplugged" : "failed";
    case "Finished":
      return charging.plugged === false ? "unplugged" : "charged";
    case "Disconnected":
      return charging.plugged === true ? "plugged" : "unplugged";
    default:
      if (charging?.plugged === undefined) return undefined;
      return charging.plugged ? "plugged" : "unplugged";
  }
}

/** A lamp that is on. */
export interface LampOn {
  kind: "fog" | "turn";
  lamp: Schemas["Lamp"];
}

/** The lamps that are on. */
export function lampsOf(lighting: Schemas["Lighting"] | undefined): readonly LampOn[] {
  const on = (kind: LampOn["kind"], lamps: readonly Schemas["Lamp"][] = []) =>
    lamps.filter((lamp) => lamp.status === "On").map((lamp) => ({ kind, lamp }));
  return [...on("fog", lighting?.fogLamps), ...on("turn", lighting?.turnSignals)];
}

/** The corners of the car at which a lamp shines: both sides or both ends where it does not say which. */
export function cornersOf(lamp: Schemas["Lamp"]): readonly LampCorner[] {
  return CORNERS.filter(
    ({ end, side }) =>
      (lamp.position === undefined || lamp.position === end) &&
      (lamp.side === undefined || lamp.side === side),
  );
}

/** A corner of the car. */
export interface LampCorner {
  end: "Front" | "Rear";
  side: "Left" | "Right";
}

const CORNERS: readonly LampCorner[] = [
  { end: "Front", side: "Left" },
  { end: "Front", side: "Right" },
  { end: "Rear", side: "Left" },
  { end: "Rear", side: "Right" },
];
