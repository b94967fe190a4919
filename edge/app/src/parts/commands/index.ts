// Commands to a car: their buttons, and what becomes of them.

export { CommandButton } from "./command_button";
export { commandText } from "./command_text";
export { CommandTiles, type Tile, TilesSkeleton } from "./command_tiles";
export { follow } from "./follow";
export { type Group, groupOf, isPressedHere, lastPress, learn, press, type Request } from "./press";
export { failureOf, markOf, PressSteps } from "./press_steps";
export { Refusal } from "./refusal";
export { takes } from "./takes";
export { type CarAction, type CarActions, type CommandType, useActions } from "./use_actions";
