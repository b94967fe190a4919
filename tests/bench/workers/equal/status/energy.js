// What the car has in tank and battery: one entry a kind, of two generations of the document.

import { consumption, health, percent, rangeKm, wattHours } from "../measured.js";
import {
  duration,
  field,
  flag,
  isObject,
  list,
  number,
  reportedAt,
  text,
  time,
  timeOfDay,
} from "../read.js";
import { allFit, fit, isAfter, lastReported, later } from "./generations.js";
import { known, programs } from "./parts.js";

const FAR_KM = 20;
const LITTLE_PERCENT = 10;
const FULL_PERCENT = 100;
const UNKNOWN_SECONDS = new Set([65_535, 65_535 * 60]);
const CHARGING = [
  "chargingRateKmPerHour",
  "mode",
  "nextDelayedAt",
  "nextDelayedTime",
  "plugged",
  "powerLevel",
  "remainingTimeSeconds",
  "status",
  "type",
];
const CONSUMPTION = [
  "instantKilogramsPer100Km",
  "instantLitresPer100Km",
  "kilowattHours",
  "litresPer100Km",
  "totalLitres",
];
const LOAD = ["capacityWh", "residualWh"];
const HEALTH = ["healthPercent", "healthResistancePercent"];

/** Every kind of energy once, of both generations. */
export function energies(newer, older) {
  const all = [];
  for (const sent of older ? [...(newer ?? []), ...older] : (newer ?? [])) {
    const place = all.findIndex((known) => known.type === sent.type);
    if (place < 0) all.push(sent);
    else all[place] = together(all[place], sent);
  }
  return all.map(written);
}

/** An energy without what is only there to compare it. */
const written = (it) => ({
  battery: it.battery,
  charging: it.charging,
  consumption: it.consumption,
  levelPercent: it.levelPercent,
  observedAt: it.observedAt,
  rangeKm: it.rangeKm,
  subType: it.subType,
  type: it.type,
});

function energy(json, unread) {
  if (!isObject(json)) return undefined;
  const at = reportedAt(json, unread);
  const createdAt = field(json, "createdAt", time, []);
  const sentType = field(json, "type", text, unread);
  const subType = field(json, "subType", text, unread);
  const level = field(json, "level", number, unread);
  const autonomy = field(json, "autonomy", number, unread);
  const { fuel, electric } = field(json, "extension", extension, unread) ?? {};
  const charging = field(json, "charging", chargingOf, unread);
  const battery = field(json, "battery", batteryOf, unread);
  const olderConsumption = field(json, "consumption", amount, unread);
  const residual = field(json, "residual", amount, unread);
  const type = sentType ?? kindOf(subType);
  if (type === undefined) return null;
  const older = fuel?.consumption ?? electric?.consumption ?? olderConsumption;
  const it = {
    type,
    subType,
    levelPercent: percent(level),
    rangeKm: rangeKm(autonomy),
    observedAt: at,
    charging: electric?.charging ?? charging,
    battery: batteryAt(electric?.battery ?? battery, electric?.residual ?? residual, at),
    consumption: consumptionOf(type, subType, fuel?.consumptions, older?.value, at),
    times: createdAt === undefined ? [at] : [createdAt, at],
    isDoubtful: false,
  };
  if (it.charging) it.charging.observedAt = at;
  moveTo(it, at);
  return withoutContradictions(it);
}

export const energyList = list(energy);

function kindOf(subType) {
  if (subType === "ElectricEnergy") return "Electric";
  return subType === "FossilEnergy" || subType === "Hydrogen" ? "Fuel" : undefined;
}

function extension(json, unread) {
  if (!isObject(json)) return undefined;
  return {
    fuel: field(json, "fuel", fuelOf, unread),
    electric: field(json, "electric", electricOf, unread),
  };
}

function fuelOf(json, unread) {
  if (!isObject(json)) return undefined;
  return {
    consumption: field(json, "consumption", amount, unread),
    consumptions: field(json, "consumptions", consumptionsOf, unread),
  };
}

function consumptionsOf(json, unread) {
  if (!isObject(json)) return undefined;
  return {
    total: field(json, "total", number, unread),
    instant: field(json, "instant", number, unread),
  };
}

function electricOf(json, unread) {
  if (!isObject(json)) return undefined;
  return {
    battery: field(json, "battery", batteryOf, unread),
    charging: field(json, "charging", chargingOf, unread),
    residual: field(json, "residual", amount, unread),
    consumption: field(json, "consumption", amount, unread),
  };
}

/** An object whose `consumption` it is, or the bare number. */
function amount(json, unread) {
  if (isObject(json)) return { value: field(json, "consumption", number, unread) };
  const value = number(json);
  return value === undefined ? undefined : { value };
}

function chargingOf(json, unread) {
  if (!isObject(json)) return undefined;
  const plugged = field(json, "plugged", flag, unread);
  const status = field(json, "status", text, unread);
  const seconds = field(json, "remainingTime", duration, unread);
  const rate = field(json, "chargingRate", number, unread);
  const powerLevel = field(json, "chargingPowerLevel", text, unread);
  const mode = field(json, "chargingMode", text, unread);
  const type = field(json, "type", text, unread);
  const delayed = field(json, "nextDelayedTime", (it) => timeOfDay(it) ?? time(it), unread);
  const schedule = field(json, "schedule", scheduleOf, unread);
  const isTimeOfDay = delayed !== undefined && delayed.length < 10;
  const it = {
    chargingRateKmPerHour: rangeKm(rate),
    mode,
    nextDelayedAt: isTimeOfDay ? undefined : delayed,
    nextDelayedTime: isTimeOfDay ? delayed : undefined,
    observedAt: undefined,
    plugged,
    powerLevel,
    programs: schedule,
    remainingTimeSeconds: UNKNOWN_SECONDS.has(seconds) ? undefined : seconds,
    status,
    type,
  };
  return known(it, undefined);
}

function scheduleOf(json, unread) {
  return isObject(json)
    ? (field(json, "programs", programs, unread) ?? [])
    : programs(json, unread);
}

function batteryOf(json, unread) {
  if (!isObject(json)) return undefined;
  return {
    capacity: field(json, "capacity", number, unread),
    load: field(json, "load", (it, notes) => timed(it, "residual", notes), unread),
    health: field(json, "health", (it, notes) => timed(it, "resistance", notes), unread),
  };
}

/** A part of the battery: its capacity, another number, and when it was reported. */
function timed(json, other, unread) {
  if (!isObject(json)) return undefined;
  return {
    observedAt: reportedAt(json, unread),
    capacity: field(json, "capacity", number, unread),
    other: field(json, other, number, unread),
  };
}

const capacity = (sent) => wattHours(sent) || undefined;
const hasLoad = (it) => it.capacityWh !== undefined || it.residualWh !== undefined;
const hasHealth = (it) =>
  it.healthPercent !== undefined || it.healthResistancePercent !== undefined;

function batteryAt(sent, residual, at) {
  const { load, health: kept, capacity: older } = sent ?? {};
  const residualWh = residual?.value === undefined ? undefined : converted(residual.value, 1000);
  const it = {
    capacityWh: capacity(load?.capacity) ?? capacity(older),
    healthObservedAt: undefined,
    healthPercent: health(kept?.capacity),
    healthResistancePercent: health(kept?.other),
    observedAt: undefined,
    residualWh: wattHours(load?.other) ?? wattHours(residualWh),
  };
  if (!hasLoad(it) && !hasHealth(it)) return undefined;
  if (hasHealth(it)) it.healthObservedAt = kept?.observedAt ?? at;
  if (hasLoad(it)) it.observedAt = load?.observedAt ?? at;
  return it;
}

/** In another unit, to three decimals. */
const converted = (value, factor) => roundAway(value * factor * 1000) / 1000;
const roundAway = (value) => Math.sign(value) * Math.round(Math.abs(value));

function batteries(first, second) {
  if (!first || !second) return first ?? second;
  const loadsFit = allFit(first, second, LOAD) || !hasLoad(first) || !hasLoad(second);
  const [it, other] = lastReported(first, second, loadsFit);
  if (!hasLoad(it))
    Object.assign(it, { capacityWh: other.capacityWh, residualWh: other.residualWh });
  const agree = allFit(it, other, HEALTH);
  const isLater = isAfter(other.healthObservedAt, it.healthObservedAt);
  if (agree && hasHealth(other) && isLater) it.healthObservedAt = other.healthObservedAt;
  if (!hasHealth(it) || (isLater && !agree)) {
    it.healthPercent = other.healthPercent;
    it.healthResistancePercent = other.healthResistancePercent;
    it.healthObservedAt = other.healthObservedAt;
  }
  return it;
}

function consumptionOf(type, subType, sent, older, at) {
  const isHydrogen = subType === "Hydrogen";
  const isElectric = type === "Electric";
  const instant = consumption(sent?.instant);
  const total = consumption(sent?.total);
  const before = consumption(older);
  const it = {
    instantKilogramsPer100Km: isHydrogen ? instant : undefined,
    instantLitresPer100Km: isHydrogen ? undefined : instant,
    kilowattHours: isElectric ? before : undefined,
    litresPer100Km: isElectric ? undefined : before,
    observedAt: undefined,
    totalLitres: total === undefined ? undefined : converted(total, 0.01),
  };
  return known(it, at) ?? undefined;
}

/** A 0 that another value contradicts is none. */
function withoutContradictions(it) {
  const { levelPercent: level, rangeKm: range } = it;
  const isMadeUp = it.type === "Electric" && range === 0 && level === FULL_PERCENT;
  const isGoingFar = range > FAR_KM;
  if (isMadeUp || (level === 0 && isGoingFar)) it.levelPercent = undefined;
  const isFilled = it.levelPercent > LITTLE_PERCENT;
  if (range === 0 && isFilled) it.rangeKm = undefined;
  it.isDoubtful ||= it.levelPercent !== level || it.rangeKm !== range;
  const { battery } = it;
  if (battery) {
    if (battery.residualWh === 0 && (isFilled || isGoingFar)) battery.residualWh = undefined;
    if (!hasLoad(battery)) battery.observedAt = undefined;
    if (!hasLoad(battery) && !hasHealth(battery)) it.battery = undefined;
  }
  return it;
}

/** An energy with another report of it, an older generation's or a later entry. */
function together(first, second) {
  const agree = agrees(first, second);
  const charging = later(first.charging, second.charging, CHARGING, ["programs"]);
  const spent = later(first.consumption, second.consumption, CONSUMPTION);
  const battery = batteries(first.battery, second.battery);
  const latest = isAfter(second.observedAt, first.observedAt)
    ? second.observedAt
    : first.observedAt;
  const isOtherSound =
    !agree && first.observedAt === second.observedAt && first.isDoubtful && !second.isDoubtful;
  let pair;
  if (!agree && !hasContent(second)) pair = [first, second];
  else if (!agree && (!hasContent(first) || isOtherSound)) pair = [second, first];
  else pair = lastReported(first, second, agree);
  const [it, other] = pair;
  if (it.observedAt === other.observedAt) {
    it.levelPercent ??= other.levelPercent;
    it.rangeKm ??= other.rangeKm;
  }
  it.subType ??= other.subType;
  Object.assign(it, { charging, consumption: spent, battery });
  if (agree) {
    it.times.push(...other.times);
    moveTo(it, latest);
  }
  return withoutContradictions(it);
}

const hasContent = (it) => it.levelPercent !== undefined || it.rangeKm !== undefined;

function agrees(one, other) {
  const isShared = (name) => one[name] !== undefined && other[name] !== undefined;
  return (
    fit(one.levelPercent, other.levelPercent) &&
    fit(one.rangeKm, other.rangeKm) &&
    (isShared("levelPercent") ||
      isShared("rangeKm") ||
      one.observedAt === undefined ||
      other.observedAt === undefined ||
      one.times.some((time) => time !== undefined && other.times.includes(time)))
  );
}

/** Puts it to a later time, and with it the parts that repeat a time of this energy's. */
function moveTo(it, at) {
  it.observedAt = at;
  const repeats = (time) => time === undefined || it.times.includes(time);
  const { charging, consumption: spent, battery } = it;
  if (charging && repeats(charging.observedAt)) charging.observedAt = at;
  if (spent && repeats(spent.observedAt)) spent.observedAt = at;
  if (!battery) return;
  if (hasLoad(battery) && repeats(battery.observedAt)) battery.observedAt = at;
  if (hasHealth(battery) && repeats(battery.healthObservedAt)) battery.healthObservedAt = at;
}
