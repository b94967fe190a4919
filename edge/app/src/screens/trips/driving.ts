import type { Trip } from "../../parts/trip";

/** How long trips took together, and how fast they were where both length and time are known. */
export function drivingOf(trips: readonly Trip[]) {
  let [seconds, km, secondsOfKm] = [0, 0, 0];
  for (const { durationSeconds = 0, distanceKm } of trips) {
    seconds += durationSeconds;
    if (distanceKm === undefined || durationSeconds === 0) continue;
    km += distanceKm;
    secondsOfKm += durationSeconds;
  }
  return { seconds, kmPerHour: secondsOfKm > 0 ? (km / secondsOfKm) * 3600 : undefined };
}
