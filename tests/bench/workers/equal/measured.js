// Values that were measured. A car sends a placeholder where it does not know.

const MAXIMA = new Set([
  65_535, 65_534, 6553.5, 655.35, 8191.875, 16_383.75, 16_777_215, 1_677_721.5, 4_294_967_295,
  429_496_729.5, 42_949_672.95,
]);

/** The value, where it lies between these and is no placeholder. */
export const measured = (value, least, most) =>
  value >= least && value <= most && !MAXIMA.has(value) ? value : undefined;

export const percent = (value) => measured(value, 0, 100);
export const health = (value) => measured(value, Number.MIN_VALUE, 100);
export const rangeKm = (value) => measured(value, 0, 2000);
export const wattHours = (value) => measured(value, 0, 131_000);
export const speedKmh = (value) => measured(value, -254, 254.9);
export const rpm = (value) => measured(value, 0, 25_000);
export const odometerKm = (value) => measured(value, 0, 1_600_000);
export const consumption = (value) => measured(value, -1e8, 1e8);
export const heading = (value) => measured(value, 0, 360);
export const altitude = (value) => measured(value, -500, 9000);
export const acceleration = (value) => measured(value, -100, 100);
export const signal = (value) => measured(value, 0, 254);
export const engineCelsius = (value) => measured(value, -39.9, 214.9);
export const airCelsius = (value) => measured(value, -39.9, 70);
