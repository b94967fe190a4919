// What screens are given.

import type { Car } from "../service/garage";

/** What every screen of a car is given. */
export interface CarScreenProps {
  readonly car: Car;
}

/** What the screen of a trip is given. */
export interface TripScreenProps extends CarScreenProps {
  readonly tripId: string;
}
