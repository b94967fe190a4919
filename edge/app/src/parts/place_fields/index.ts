export { type Place, placeText } from "./place";
export { PlaceField } from "./place_field";
