// The last known state of a car, from the upstream's document to ours.

import { odometerKm } from "./measured.js";
import { either, field, isObject, list, number, reportedAt, text } from "./read.js";
import { energies, energyList } from "./status/energy.js";
import { allFit, isAfter, lastReported, listsFit } from "./status/generations.js";
import * as parts from "./status/parts.js";

const CONDITIONING = ["failureCause", "startingCause", "status"];
const KNOWN_GROUPS = new Set([
  "energies",
  "energy",
  "preconditioning",
  "preconditionning",
  "ignition",
  "lastPosition",
  "engines",
  "powertrain",
  "doorsState",
  "privacy",
  "battery",
  "service",
  "safety",
  "odometer",
  "timed.odometer",
  "kinetic",
  "environment",
  "drivingBehavior",
  "lightingSystem",
  "alarm",
  "adas",
  "stolen",
  "createdAt",
  "updatedAt",
]);
const WORD = /^[A-Za-z_.]{1,40}$/;
const MAX_NAMES = 16;
const engineList = list(parts.engine);

/** The model of a document. What could not be read is noted in `unread`. */
export function translate(json, unread) {
  const privacy = field(json, "privacy", parts.privacy, unread);
  const hidesAll = privacy?.state === "Full";
  const hidesPosition = privacy !== undefined && privacy.state !== "None";
  const ignition = field(json, "ignition", parts.ignition, unread);
  const extension = field(json, "_embedded", embedded, unread);
  const odometers = [
    field(json, "odometer", odometer, unread),
    field(json, "timed.odometer", odometer, unread),
    extension?.odometer,
  ];
  const engines = field(json, "engines", engineList, unread);
  const kinetic = field(json, "kinetic", parts.kinetic, unread);
  const position = field(json, "lastPosition", parts.position, unread) ?? parts.positionNotSent;
  const preconditioning = laterConditioning(
    field(json, "preconditioning", conditioning, unread),
    field(json, "preconditionning", conditioning, unread),
  );
  return {
    alarm: field(json, "alarm", parts.alarm, unread),
    battery12V: field(json, "battery", parts.battery12V, unread),
    doors: field(json, "doorsState", parts.doors, unread),
    driverAssistance: field(json, "adas", parts.assistance, unread),
    drivingMode: field(json, "drivingBehavior", parts.drivingMode, unread),
    energies: energies(
      field(json, "energies", energyList, unread),
      field(json, "energy", energyList, unread),
    ),
    engines: engines?.length ? engines : undefined,
    environment: field(json, "environment", parts.environment, unread),
    ignition,
    kinetic: parts.laterKinetic(kinetic, extension?.kinetic),
    lighting: field(json, "lightingSystem", parts.lighting, unread),
    observedAt: reportedAt(json, unread),
    odometer: unlessHidden(lastOdometer(odometers, ignition?.state === "Stop"), hidesAll),
    position: unlessHidden(position, hidesPosition),
    powertrain: field(json, "powertrain", parts.powertrain, unread),
    preconditioning,
    privacy,
    safety: field(json, "safety", parts.safety, unread),
    service: field(json, "service", parts.service, unread),
    stolen: field(json, "stolen", parts.stolen, unread),
  };
}

/** The names of groups that no member above looks for. */
export function unknownGroups(json) {
  const names = [];
  for (const name in json) {
    const value = json[name];
    const isGroup = typeof value === "object" && value !== null;
    if (isGroup && !KNOWN_GROUPS.has(name) && !name.startsWith("_") && WORD.test(name)) {
      if (names.length < MAX_NAMES) names.push(name);
    }
  }
  return names;
}

const unlessHidden = (reading, isHidden) =>
  isHidden && reading.unavailable !== undefined ? { unavailable: "privacy" } : reading;

function embedded(json, unread) {
  return isObject(json) ? (field(json, "extension", extensionOf, unread) ?? null) : undefined;
}

function extensionOf(json, unread) {
  if (!isObject(json)) return undefined;
  return {
    odometer: either(json, "odemeter", "odometer", odometer, unread),
    kinetic: field(json, "kinetic", parts.kinetic, unread),
  };
}

function odometer(json, unread) {
  if (!isObject(json)) return undefined;
  const observedAt = reportedAt(json, unread);
  const counted = odometerKm(field(json, "mileage", number, unread));
  return counted === undefined ? null : { observedAt, odometerKm: counted };
}

function lastOdometer(sent, isIgnitionOff) {
  let [counted, zero] = [];
  for (const next of sent) {
    if (next === undefined) continue;
    if (next.odometerKm === 0) zero = zero ? last(zero, next) : next;
    else counted = counted ? last(counted, next) : next;
  }
  if (counted) return counted;
  if (zero) return isIgnitionOff ? { unavailable: "ignition-off" } : zero;
  return { unavailable: "not-sent" };
}

const last = (newer, older) => lastReported(newer, older, newer.odometerKm === older.odometerKm)[0];

function conditioning(json, unread) {
  return isObject(json)
    ? (field(json, "airConditioning", airConditioning, unread) ?? null)
    : undefined;
}

function airConditioning(json, unread) {
  if (!isObject(json)) return undefined;
  const observedAt = reportedAt(json, unread);
  const status = field(json, "status", text, unread);
  const startingCause = field(json, "startingCause", text, unread);
  const failureCause = field(json, "failureCause", text, unread);
  const programs = field(json, "programs", parts.programs, unread);
  const it = { failureCause, observedAt: undefined, programs, startingCause, status };
  return parts.known(it, observedAt);
}

function laterConditioning(newer, older) {
  if (!newer || !older) return newer ?? older;
  const agree = allFit(newer, older, CONDITIONING) && listsFit(newer.programs, older.programs);
  const [it, other] = lastReported(newer, older, agree);
  if (!it.programs?.length && it.observedAt === other.observedAt) {
    it.programs = other.programs ?? it.programs;
  }
  return it;
}

export { isAfter };
