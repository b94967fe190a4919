// A car from above: what is open, locked, plugged in and lit, and the same in sentences.

import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import css from "./car_picture.module.css";
import { Cable, Lamps, Padlock } from "./marks";
import { Bonnet, Boot, DoorShape, RearWindow, Sunroof } from "./openings";
import { type CarBody, type CarPictureTexts, sentences } from "./sentences";
import {
  BODY,
  DOORS,
  LAMP_GLASS,
  MIRROR,
  PADLOCKS,
  ROOF,
  SIDE_WINDOWS,
  VIEW_BOX,
  WHEELS,
  WINDSCREEN,
} from "./shapes";
import { chargeOf, lampsOf, locksOf, partsOf, type Side } from "./state";

export interface CarPictureProps extends CarBody {
  /** Where the driver sits, which the API does not tell; left without it. */
  driverSide?: Side | undefined;
  texts: CarPictureTexts;
}

/** The picture is 240 px wide at most, and keeps its shape where there is less room. */
export function CarPicture({ driverSide = "left", texts, ...body }: CarPictureProps): JSX.Element {
  const label = useId();
  const said = sentences(body, driverSide, texts);
  return (
    <figure class={css.figure} aria-labelledby={label}>
      <figcaption id={label} class="visually-hidden">
        {texts.label}
      </figcaption>
      <Drawing body={body} driverSide={driverSide} />
      <ul class="visually-hidden">
        {said.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </figure>
  );
}

function Drawing({ body, driverSide }: { body: CarBody; driverSide: Side }): JSX.Element {
  const parts = partsOf(body.doors?.openings ?? [], driverSide);
  const { locks, unlocked } = locksOf(body.doors?.lockedStates ?? [], driverSide);
  return (
    <svg class={css.picture} viewBox={VIEW_BOX} aria-hidden="true">
      <Lamps lamps={lampsOf(body.lighting)} beams />
      <BothSides>
        {WHEELS.map(({ y }) => (
          <rect key={y} class={css.wheel} x="62" y={y} width="12" height="36" rx="5" />
        ))}
        <path class={css.mirror} d={MIRROR} />
      </BothSides>
      <path class={css.body} d={BODY} />
      <Bonnet state={parts.bonnet} />
      <path class={css.glass} d={WINDSCREEN} />
      <BothSides>
        {[...LAMP_GLASS, ...SIDE_WINDOWS].map((d) => (
          <path key={d} class={css.glass} d={d} />
        ))}
      </BothSides>
      <path class={css.roof} d={ROOF} />
      <Sunroof state={parts.roof} />
      <RearWindow state={parts.rearWindow} />
      <Boot state={parts.boot} />
      {DOORS.map((door) => (
        <DoorShape key={door.part} door={door} state={parts[door.part]} />
      ))}
      <Lamps lamps={lampsOf(body.lighting)} />
      <Cable charge={chargeOf(body.charging)} />
      <Padlock locks={locks} x={120} y={208} />
      {unlocked.map((part) => (
        <Padlock key={part} locks="unlocked" {...PADLOCKS[part]} small />
      ))}
    </svg>
  );
}

/** What is drawn on the left, and its mirror image on the right. */
function BothSides({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <>
      {children}
      <g transform="matrix(-1 0 0 1 240 0)">{children}</g>
    </>
  );
}
