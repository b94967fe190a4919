export type { Compass, Distance, Place, Units } from "./geography";
export { CarMap } from "./map";
export type { CarMapProps, CarMapTexts, MapTiles } from "./model";
