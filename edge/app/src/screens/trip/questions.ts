// What the screen of a trip asks beside the trip.

import { ProblemError, type Schemas } from "kerbside";
import type { Question } from "../../service/answers";
import { api } from "../../service/client";

/** Points that are no farther than this from the line between the others are left out. */
const TOLERANCE_KM = 0.02;
/** A trip that has more is drawn as far as it was read. */
const MOST_POINTS = 2_000;

type Waypoints = readonly Schemas["Position"][];

/** Where a trip led: empty where the manufacturer gives no way points, or none any more. */
export const waypointsOf = (
  slot: string,
  vehicleId: string,
  tripId: string,
): Question<Waypoints> => ({
  key: `trip/waypoints/${vehicleId}/${tripId}`,
  slot,
  vehicleId,
  on: [],
  merge: (_, next) => next,
  read: (signal) => readWaypoints(slot, vehicleId, tripId, signal),
});

async function readWaypoints(
  slot: string,
  vehicleId: string,
  tripId: string,
  signal: AbortSignal,
): Promise<Waypoints> {
  const points: Schemas["Position"][] = [];
  const options = { toleranceKm: TOLERANCE_KM, signal };
  try {
    for await (const point of api(slot).waypoints.list(vehicleId, tripId, options)) {
      points.push(point);
      if (points.length >= MOST_POINTS) break;
    }
  } catch (error) {
    if (!areGone(error)) throw error;
    return [];
  }
  return points;
}

// The manufacturer has announced their end: what it refuses then is no trouble that a driver is told of.
function areGone(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { status, code } = error;
  return [403, 404, 405, 410].includes(status) || code === "upstream-rejected";
}

/** The warnings of a trip, the newest first: the first page of them. */
export const tripAlertsOf = (
  slot: string,
  vehicleId: string,
  tripId: string,
): Question<Schemas["AlertList"]> => ({
  key: `trip/alerts/${vehicleId}/${tripId}`,
  slot,
  vehicleId,
  on: [],
  read: async (signal) => {
    const { value } = await api(slot).tripAlerts.list(vehicleId, tripId, { signal }).pages().next();
    return value ?? { items: [] };
  },
});
