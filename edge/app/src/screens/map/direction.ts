// Which way a car points, in words.

/** The eight directions, clockwise from the north: the names of their texts. */
export const DIRECTIONS = [
  "north",
  "northEast",
  "east",
  "southEast",
  "south",
  "southWest",
  "west",
  "northWest",
] as const;

export type Direction = (typeof DIRECTIONS)[number];

/** The nearest of the eight to a heading in degrees, clockwise from the north. */
export function directionOf(degrees: number): Direction {
  const turns = (((degrees % 360) + 360) % 360) / 45;
  return DIRECTIONS[Math.round(turns) % DIRECTIONS.length] ?? "north";
}
