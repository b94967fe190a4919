// The parts of a status that come once and stand for themselves. Members are in the order of their
// names, in which answers have them.

import {
  acceleration,
  airCelsius,
  altitude,
  engineCelsius,
  heading,
  health,
  percent,
  rpm,
  signal,
  speedKmh,
} from "../measured.js";
import {
  duration,
  either,
  field,
  flag,
  isObject,
  list,
  number,
  reportedAt,
  text,
  texts,
  time,
  timeOfDay,
} from "../read.js";
import { later } from "./generations.js";

/** A part of one text that has a time. */
const worded = (upstream, own) => (json, unread) => {
  if (!isObject(json)) return undefined;
  const observedAt = reportedAt(json, unread);
  const word = field(json, upstream, text, unread);
  if (word === undefined) return null;
  return own < "observedAt" ? { [own]: word, observedAt } : { observedAt, [own]: word };
};

export const ignition = worded("type", "state");
export const powertrain = worded("status", "status");
export const drivingMode = worded("mode", "mode");
export const privacy = worded("state", "state");
export const service = worded("type", "type");
const activation = worded("activation", "activation");

export function alarm(json, unread) {
  if (!isObject(json)) return undefined;
  const trigger = field(json, "trigger", alarmTrigger, unread);
  const status = field(json, "status", activation, unread);
  return status || trigger ? { status, trigger } : null;
}

function alarmTrigger(json, unread) {
  if (!isObject(json)) return undefined;
  const observedAt = reportedAt(json, unread);
  const type = field(json, "type", text, unread);
  const place = field(json, "position", position, unread);
  const startedAt = field(json, "startAt", time, unread);
  const where = place?.latitude === undefined ? undefined : place;
  if (type === undefined && startedAt === undefined && !where) return null;
  return { observedAt, position: where, startedAt, type };
}

const NOT_SENT = Object.freeze({ unavailable: "not-sent" });

/** Where the car was seen, or what its absence alone means. */
export function position(json, unread) {
  if (!isObject(json)) return undefined;
  const geometry = field(json, "geometry", pointOf, unread);
  const fix = field(json, "properties", fixOf, unread);
  if (!geometry) return NOT_SENT;
  const { longitude, latitude } = geometry;
  if (longitude === 0 && latitude === 0) return { unavailable: "never-reported" };
  return {
    altitudeMetres: altitude(geometry.altitude),
    fixStatus: fix?.fixStatus,
    headingDegrees: heading(fix?.heading),
    latitude,
    longitude,
    observedAt: fix?.observedAt,
    signalQuality: signal(fix?.signalQuality),
    type: kindOfFix(fix?.kind),
  };
}

export const positionNotSent = NOT_SENT;

function pointOf(json, unread) {
  return isObject(json) ? (field(json, "coordinates", point, unread) ?? null) : undefined;
}

function point(json) {
  if (!Array.isArray(json) || json.length < 2) return undefined;
  const [longitude, latitude] = [number(json[0]), number(json[1])];
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) return undefined;
  return { longitude, latitude, altitude: number(json[2]) };
}

function fixOf(json, unread) {
  if (!isObject(json)) return undefined;
  return {
    observedAt: reportedAt(json, unread),
    heading: field(json, "heading", number, unread),
    signalQuality: field(json, "signalQuality", number, unread),
    kind: field(json, "type", text, unread),
    fixStatus: field(json, "fixStatus", text, unread),
  };
}

function kindOfFix(kind) {
  if (kind === "Aquire") return "Acquire";
  return kind === "Estimate" ? "Estimated" : kind;
}

export function kinetic(json, unread) {
  if (!isObject(json)) return undefined;
  const observedAt = reportedAt(json, unread);
  const it = {
    accelerationMetresPerSecondSquared: acceleration(field(json, "acceleration", number, unread)),
    moving: undefined,
    observedAt,
    speedKmh: speedKmh(field(json, "speed", number, unread)),
  };
  it.moving = field(json, "moving", flag, unread);
  const isKnown =
    it.accelerationMetresPerSecondSquared !== undefined ||
    it.moving !== undefined ||
    it.speedKmh !== undefined;
  return isKnown ? it : null;
}

const KINETIC = ["accelerationMetresPerSecondSquared", "moving", "speedKmh"];

export const laterKinetic = (newer, older) => later(newer, older, KINETIC);

export function engine(json, unread) {
  if (!isObject(json)) return undefined;
  const observedAt = reportedAt(json, unread);
  const type = field(json, "type", text, unread);
  const speedRpm = rpm(field(json, "speed", number, unread));
  const status = field(json, "gmpStatus", text, unread);
  const olderOil = field(json, "oil", fluid, unread);
  const thermic = field(json, "extension", extension, unread);
  const { coolant, oil, air } = thermic ?? {};
  const it = {
    airTemperatureCelsius: engineCelsius(air?.temperature),
    coolantLevelPercent: percent(coolant?.level),
    coolantTemperatureCelsius: engineCelsius(coolant?.temperature),
    observedAt: undefined,
    oilLevelPercent: percent(oil?.level) ?? percent(olderOil?.level),
    oilTemperatureCelsius: engineCelsius(oil?.temperature) ?? engineCelsius(olderOil?.temperature),
    speedRpm,
    status,
    type,
  };
  return known(it, observedAt);
}

function extension(json, unread) {
  return isObject(json) ? (field(json, "thermic", thermicOf, unread) ?? null) : undefined;
}

function thermicOf(json, unread) {
  if (!isObject(json)) return undefined;
  return {
    coolant: field(json, "coolant", fluid, unread),
    oil: field(json, "oil", fluid, unread),
    air: field(json, "air", fluid, unread),
  };
}

function fluid(json, unread) {
  if (!isObject(json)) return undefined;
  return {
    level: field(json, "level", number, unread),
    temperature: field(json, "temp", number, unread),
  };
}

export function doors(json, unread) {
  if (!isObject(json)) return undefined;
  const observedAt = reportedAt(json, unread);
  let lockedStates = either(json, "lockedStates", "lockedState", texts, unread);
  if (lockedStates?.includes("TrunkUnLocked")) {
    lockedStates = lockedStates.map((state) =>
      state === "TrunkUnLocked" ? "TrunkUnlocked" : state,
    );
  }
  const openings = field(json, "opening", openingsOf, unread);
  return lockedStates || openings ? { lockedStates, observedAt, openings } : null;
}

function openingsOf(json, unread) {
  const isMap = isObject(json) && !("identifier" in json) && !("state" in json);
  if (!isMap) return openingList(json, unread);
  const openings = [];
  for (const name of Object.keys(json).sort()) {
    const sent = json[name];
    const state = isObject(sent) ? opening(sent, unread)?.state : openness(sent);
    if (state === undefined && !isObject(sent)) unread.push("*");
    else openings.push({ identifier: name, state });
  }
  return openings;
}

function opening(json, unread) {
  if (!isObject(json)) return undefined;
  const identifier = field(json, "identifier", text, unread);
  const state = either(json, "state", "open", openness, unread);
  return identifier === undefined && state === undefined ? null : { identifier, state };
}

const openingList = list(opening);

function openness(json) {
  const isOpen = flag(json);
  if (isOpen === undefined) return text(json);
  return isOpen ? "Open" : "Closed";
}

export function lighting(json, unread) {
  if (!isObject(json)) return undefined;
  const observedAt = reportedAt(json, unread);
  const turnSignals = field(json, "turn", lamps, unread);
  const fogLamps = field(json, "fog", lamps, unread);
  return turnSignals || fogLamps ? { fogLamps, observedAt, turnSignals } : null;
}

const lamps = list((json, unread) => {
  if (!isObject(json)) return undefined;
  const side = field(json, "direction", text, unread);
  const place = field(json, "position", text, unread);
  const status = field(json, "status", text, unread);
  const isKnown = side !== undefined || place !== undefined || status !== undefined;
  return isKnown ? { position: place, side, status } : null;
});

export function safety(json, unread) {
  if (!isObject(json)) return undefined;
  const observedAt = reportedAt(json, unread);
  let belts = field(json, "beltStatus", beltList, unread);
  const warning = field(json, "beltWarning", text, unread);
  const emergencyCall = either(json, "autoECallTriggering", "eCallTriggeringRequest", text, unread);
  if (warning !== undefined && !belts?.length) belts = [{ status: warning }];
  return belts || emergencyCall !== undefined ? { belts, emergencyCall, observedAt } : null;
}

const beltList = list((json, unread) => {
  if (!isObject(json)) return undefined;
  const seat = field(json, "id", text, unread);
  const status = field(json, "belt", text, unread);
  return seat === undefined && status === undefined ? null : { seat, status };
});

export function battery12V(json, unread) {
  if (!isObject(json)) return undefined;
  const observedAt = reportedAt(json, unread);
  const healthPercent = health(field(json, "voltage", number, unread));
  return healthPercent === undefined ? null : { healthPercent, observedAt };
}

export function environment(json, unread) {
  if (!isObject(json)) return undefined;
  const light = field(json, "luminosity", luminosity, unread);
  const outside = field(json, "air", air, unread);
  return light || outside ? { air: outside, luminosity: light } : null;
}

function luminosity(json, unread) {
  if (!isObject(json)) return undefined;
  const observedAt = reportedAt(json, unread);
  const day = field(json, "day", flag, unread);
  return day === undefined ? null : { day, observedAt };
}

function air(json, unread) {
  if (!isObject(json)) return undefined;
  const observedAt = reportedAt(json, unread);
  const temperatureCelsius = airCelsius(field(json, "temp", number, unread));
  return temperatureCelsius === undefined ? null : { observedAt, temperatureCelsius };
}

export function assistance(json, unread) {
  if (!isObject(json)) return undefined;
  const observedAt = reportedAt(json, unread);
  const parking = field(json, "parkAssist", parkAssist, unread);
  const word = (name) => field(json, name, text, unread);
  const it = {
    adaptiveCruiseControl: word("accr"),
    antiLockBraking: field(json, "abs", flag, unread),
    blindSpotMonitoring: word("bsm"),
    cruiseControl: word("rvv"),
    electricBrake: field(json, "fse", flag, unread),
    emergencyBraking: word("aebs"),
    followingTime: word("artiv"),
    gearRecommendation: word("rgi"),
    laneDepartureWarning: word("afil"),
    leftLaneKeeping: word("llka"),
    observedAt: undefined,
    parkAssistFront: parking?.front,
    parkAssistRear: parking?.rear,
    rightLaneKeeping: word("rlka"),
    speedLimitKmh: speedKmh(either(json, "sli", "speedLimit", number, unread)),
    speedLimiter: either(json, "lvv", "speedLimiter", flag, unread),
    stabilityControl: field(json, "esp", flag, unread),
  };
  return known(it, observedAt);
}

function parkAssist(json, unread) {
  if (!isObject(json)) return undefined;
  return { front: field(json, "front", texts, unread), rear: field(json, "rear", texts, unread) };
}

/** A report, or its state alone. */
export function stolen(json, unread) {
  if (!isObject(json)) {
    const state = stateOf(json);
    return state === undefined ? undefined : { state };
  }
  const observedAt = reportedAt(json, unread);
  const state = field(json, "state", stateOf, unread);
  const startedAt = either(json, "startedAt", "startAt", time, unread);
  const endedAt = either(json, "endAt", "endedAt", time, unread);
  const isKnown = state !== undefined || startedAt !== undefined || endedAt !== undefined;
  return isKnown ? { endedAt, observedAt, startedAt, state } : null;
}

const stateOf = (json) => (typeof json === "boolean" ? String(json) : text(json));

/** A part, with its time, where anything of it is known. */
export function known(part, observedAt) {
  for (const name in part) {
    if (part[name] !== undefined) {
      part.observedAt = observedAt;
      return part;
    }
  }
  return null;
}

export const programs = list((json, unread) => {
  if (!isObject(json)) return undefined;
  const startTime = field(json, "start", timeOfDay, unread);
  const endTime = field(json, "end", timeOfDay, unread);
  const days = either(json, "occurence", "occurrence", daysOf, unread);
  const it = {
    chargeUntilFull: undefined,
    days,
    enabled: undefined,
    endTime,
    recurrence: field(json, "recurrence", text, unread),
    slot: undefined,
    startTime,
  };
  it.enabled = field(json, "enabled", flag, unread);
  it.slot = field(json, "slot", number, unread);
  it.chargeUntilFull = field(json, "chargeUntilFull", flag, unread);
  for (const name in it) if (it[name] !== undefined) return it;
  return null;
});

function daysOf(json, unread) {
  return isObject(json) ? (field(json, "day", texts, unread) ?? null) : undefined;
}

export { duration };
