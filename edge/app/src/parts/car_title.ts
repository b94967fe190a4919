import { createContext } from "preact";

/** What the driver calls the car that is shown. */
export const CarTitleContext = createContext("");
