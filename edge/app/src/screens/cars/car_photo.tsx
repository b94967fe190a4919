import { useEffect, useState } from "preact/hooks";
import { appSettings } from "../../service/app_settings";
import type { Vehicle } from "../../service/garage";
import { isOffline } from "../../service/network";
import css from "./cars.module.css";

/**
 * The first of the pictures that the manufacturer names for a car, where the owner lets pages load them.
 * One that can't be loaded leaves its room empty, so that nothing moves then.
 */
export function CarPhoto({ vehicle }: { vehicle: Vehicle }) {
  const [broken, setBroken] = useState<string>();
  const [picture] = vehicle.pictures ?? [];
  // With a network it may be there.
  useEffect(() => {
    if (!isOffline.value) setBroken(undefined);
  }, [isOffline.value]);
  if (!appSettings.value?.pictures || picture === undefined) return null;
  return (
    <div class={css.photo} data-testid="photo">
      {broken !== picture && (
        <img
          src={picture}
          // The name beside it says all that it shows.
          alt=""
          loading="lazy"
          decoding="async"
          referrerpolicy="no-referrer"
          onError={() => setBroken(picture)}
        />
      )}
    </div>
  );
}
