// What stands on the car: padlocks, the charging cable, lamps.

import type { JSX } from "preact";
import css from "./car_picture.module.css";
import { type Charge, cornersOf, type LampOn, type Locks } from "./state";

/** A padlock in a disc: shut, open, or with a question mark where nobody knows. */
export function Padlock({
  locks,
  x,
  y,
  small = false,
}: {
  locks: Locks;
  x: number;
  y: number;
  small?: boolean;
}): JSX.Element {
  const open = locks === "unlocked" || locks === "partly";
  return (
    <g transform={`translate(${x} ${y}) scale(${small ? 0.62 : 1})`} class={css[`lock_${locks}`]}>
      <circle class={css.disc} r="15" />
      <path
        class={css.shackle}
        d={
          open
            ? "M-4.2-1.5V-5.5A4.2 4.2 0 0 1 3.6-7.4"
            : "M-4.2-1.5V-4.6A4.2 4.2 0 0 1 4.2-4.6V-1.5"
        }
      />
      <rect class={css.case} x="-6.5" y="-1.5" width="13" height="9.5" rx="2.2" />
      {locks === "unknown" ? (
        <path class={css.keyhole} d="M-1.7 1.6A1.75 1.75 0 1 1 .4 3.3V4M.4 5.9V6" />
      ) : (
        <path class={css.keyhole} d="M0 2.4V4.4" />
      )}
    </g>
  );
}

/** The flap behind the left rear wheel, and the cable in it. */
export function Cable({ charge }: { charge: Charge | undefined }): JSX.Element | null {
  if (!charge) return null;
  if (charge === "unplugged") {
    return (
      <rect
        class={css.flap}
        x="71"
        y="266"
        width="6"
        height="12"
        rx="2.5"
        transform="rotate(-12 74 272)"
      />
    );
  }
  return (
    <g class={css[`cable_${charge}`]}>
      <path class={css.wire} d="M60 272H50C34 272 24 282 24 298V336" />
      {charge === "charging" && (
        <path class={css.current} d="M24 336V298C24 282 34 272 50 272H60" />
      )}
      <path class={css.plug} d="M75 266.5H64A4 4 0 0 0 60 270.5V273.5A4 4 0 0 0 64 277.5H75Z" />
      <g transform="translate(24 262)">
        <circle class={css.disc} r="12" />
        <path class={css.sign} d={SIGNS[charge]} />
      </g>
    </g>
  );
}

const SIGNS: Record<Exclude<Charge, "unplugged">, string> = {
  charging: "M1.6-7L-4.4 1.2H-.4L-1.6 7L4.4-1.2H.4Z",
  plugged: "M-2.6-6.5V-3M2.6-6.5V-3M-4.6-3H4.6V-.4A4.6 4.6 0 0 1-4.6-.4ZM0 4.2V7",
  charged: "M-4.8 .2L-1.4 3.8L4.8-3.6",
  failed: "M0-6V1M0 4.6V5",
};

const LAMPS = {
  Front: { Left: { x: 82, y: 40 }, Right: { x: 158, y: 40 } },
  Rear: { Left: { x: 81, y: 287 }, Right: { x: 159, y: 287 } },
} as const;

/** Beams are drawn below the car, the lamps themselves on it. */
export function Lamps({
  lamps,
  beams = false,
}: {
  lamps: readonly LampOn[];
  beams?: boolean;
}): JSX.Element {
  return (
    <>
      {lamps.flatMap(({ kind, lamp }) =>
        cornersOf(lamp).map(({ end, side }) => {
          const { x, y } = LAMPS[end][side];
          const away = end === "Front" ? -1 : 1;
          const out = side === "Left" ? -1 : 1;
          const key = `${kind} ${end} ${side}`;
          if (!beams) return <circle key={key} class={css[`lamp_${kind}`]} cx={x} cy={y} r="5" />;
          if (kind === "turn") {
            return <circle key={key} class={css.glow_turn} cx={x + out * 4} cy={y} r="15" />;
          }
          const far = y + away * 40;
          return (
            <path
              key={key}
              class={end === "Front" ? css.glow_front : css.glow_rear}
              d={`M${x - 5} ${y}L${x - 14 + out * 4} ${far}H${x + 14 + out * 4}L${x + 5} ${y}Z`}
            />
          );
        }),
      )}
    </>
  );
}
