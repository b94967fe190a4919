import { createContext } from "preact";
import { fill, t } from "../i18n";

/** The last characters of a VIN: they tell cars of one model apart. */
const SERIAL = -6;

/** What a question calls the car that is shown: no other car that the driver has is called so. */
export const CarTitleContext = createContext("");

/** The end of a VIN, beside the title of a car that is called as another one is. */
export const vinEnd = (vin: string) => fill(t.value.car.vin, { vin: `…${vin.slice(SERIAL)}` });
