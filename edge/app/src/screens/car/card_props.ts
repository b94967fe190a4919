import type { Status } from "../../service/cadence";
import type { Car } from "../../service/garage";

/** What a card of the car's screen is of. */
export interface CarCardProps {
  car: Car;
  status: Status;
}

/** The same of one that asks for something by itself. */
export interface AskedCardProps extends CarCardProps {
  /** What is told above the cards already: they have the same trouble in one sentence. */
  told: Error | undefined;
}
