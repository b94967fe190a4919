// The parts of the car that open, each drawn open, closed or, dashed, as not known.

import type { JSX } from "preact";
import css from "./car_picture.module.css";
import { BONNET, BOOT, type Door, REAR_WINDOW, SUNROOF } from "./shapes";
import type { PartState } from "./state";

interface OpeningProps {
  state: PartState;
}

export function DoorShape({ door, state }: OpeningProps & { door: Door }): JSX.Element {
  const { x, y } = door.hinge;
  const open = state === "open";
  return (
    <>
      {open && <rect class={css.inside} x={x - 3.5} y={y} width="7" height={door.length} rx="2" />}
      <rect
        class={css[state]}
        x={x - 3}
        y={y}
        width="6"
        height={door.length}
        rx="3"
        transform={open ? `rotate(${door.turn} ${x} ${y})` : undefined}
      />
    </>
  );
}

/**
 * Open, the lid stands up at the windscreen and is seen from its narrow side. Hardly a car reports
 * it, so that one that is not known is not set off.
 */
export function Bonnet({ state }: OpeningProps): JSX.Element {
  if (state !== "open") return <path class={css.seam_closed} d={BONNET} />;
  return (
    <>
      <path class={css.inside} d={BONNET} />
      <path class={css.open} d={BONNET} transform="translate(0 69) scale(1 .32)" />
    </>
  );
}

/** Open, the tailgate stands out behind the car. */
export function Boot({ state }: OpeningProps): JSX.Element {
  if (state !== "open") return <path class={css[`seam_${state}`]} d={BOOT} />;
  return (
    <>
      <path class={css.inside} d={BOOT} />
      <path class={css.open} d={BOOT} transform="translate(0 36)" />
    </>
  );
}

export function RearWindow({ state }: OpeningProps): JSX.Element {
  return <path class={state === "open" ? css.open : css[`glass_${state}`]} d={REAR_WINDOW} />;
}

/** Open, the glass is slid back and leaves a gap. */
export function Sunroof({ state }: OpeningProps): JSX.Element {
  if (state !== "open") return <rect class={css[`glass_${state}`]} {...SUNROOF} />;
  return (
    <>
      <rect class={css.inside} {...SUNROOF} />
      <rect class={css.open} {...SUNROOF} y={SUNROOF.y + 24} height={SUNROOF.height - 20} />
    </>
  );
}
