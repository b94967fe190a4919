import { useState } from "preact/hooks";
import { CommandButton } from "../../parts/commands";
import { type Place, PlaceField } from "../../parts/place_fields";

/** Sends a place to the car's navigation. */
export function Destination(at: { slot: string; vehicleId: string }) {
  const [place, setPlace] = useState<Place | undefined>(undefined);
  return (
    <>
      <PlaceField place={place} onChange={setPlace} />
      <CommandButton
        {...at}
        icon="send"
        disabled={!place}
        request={{ type: "navigation", points: place ? [place] : [] }}
      />
    </>
  );
}
