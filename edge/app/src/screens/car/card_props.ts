import type { Status } from "../../service/cadence";
import type { Car } from "../../service/garage";

/** What a card of the car's screen is of. */
export interface CarCardProps {
  car: Car;
  status: Status;
}
