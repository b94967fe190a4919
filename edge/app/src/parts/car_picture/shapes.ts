// The outlines of the car, front up, in the units of the picture (240 wide).

import type { LockPart, Part } from "./state";

export const VIEW_BOX = "0 0 240 336";

export const BODY =
  "M120 28C93 28 77 33 71.5 49C68 61 67 76 67 94V236C67 258 69 274 75 285C80 293 98 296 120 296C142 296 160 293 165 285C171 274 173 258 173 236V94C173 76 172 61 168.5 49C163 33 147 28 120 28Z";

/** Left wheels; the right ones are their mirror image. */
export const WHEELS: readonly { y: number }[] = [{ y: 62 }, { y: 226 }];

export const MIRROR = "M68 116C62 113 54 114 52 120C51 124 55 126 60 125L68 123Z";

/** Left lamps, at the front and behind; the right ones are their mirror image. */
export const LAMP_GLASS: readonly string[] = [
  "M74 56C75 47 80 40 90 37L87 43C81 46 78 51 76 58Z",
  "M76 280C77 286 82 290 92 291L91 287.5C84 287 80 284 78.5 280Z",
];

export const WINDSCREEN = "M77 113C90 103 150 103 163 113L153 140C138 134 102 134 87 140Z";
export const ROOF = "M87 140C102 134 138 134 153 140L152 226C136 231 104 231 88 226Z";
/** The left side's windows; the right ones are their mirror image. */
export const SIDE_WINDOWS: readonly string[] = [
  "M75 119L84 143V181L74.5 183V127Z",
  "M74.5 188L84 186L85 224L76 238L74.5 230Z",
];

export const REAR_WINDOW = "M88 230C104 235 136 235 152 230L160 250C140 258 100 258 80 250Z";
export const BOOT =
  "M79 256C100 264 140 264 161 256L162.5 274C160 285 146 288 120 288C94 288 80 285 77.5 274Z";
export const BONNET =
  "M79 106C81 80 84 58 90 46C98 39 142 39 150 46C156 58 159 80 161 106C146 97 94 97 79 106Z";
export const SUNROOF = { x: 98, y: 147, width: 44, height: 40, rx: 9 } as const;

/** A door: its slab hangs from a hinge at its front end and turns outwards. */
export interface Door {
  part: Extract<Part, "frontLeft" | "frontRight" | "rearLeft" | "rearRight">;
  hinge: { x: number; y: number };
  length: number;
  /** Degrees clockwise when open. */
  turn: number;
}

export const DOORS: readonly Door[] = [
  { part: "frontLeft", hinge: { x: 70, y: 118 }, length: 66, turn: 52 },
  { part: "frontRight", hinge: { x: 170, y: 118 }, length: 66, turn: -52 },
  { part: "rearLeft", hinge: { x: 70, y: 186 }, length: 48, turn: 52 },
  { part: "rearRight", hinge: { x: 170, y: 186 }, length: 48, turn: -52 },
];

/** Where the padlock of a part stands. */
export const PADLOCKS: Record<LockPart, { x: number; y: number }> = {
  frontLeft: { x: 84, y: 160 },
  frontRight: { x: 156, y: 160 },
  rearLeft: { x: 84, y: 208 },
  rearRight: { x: 156, y: 208 },
  boot: { x: 120, y: 274 },
};
