export { CarPicture, type CarPictureProps } from "./car_picture";
export type { CarBody, CarPictureTexts } from "./sentences";
export type { Charge, LampOn, LockPart, Locks, Side } from "./state";
