import type { IconName } from "../icons";
import { Loading, Skeleton } from "../skeleton";
import { CommandButton } from "./command_button";
import css from "./command_tiles.module.css";
import type { Request } from "./press";

export type Tile = readonly [Request, IconName];

interface CommandTilesProps {
  slot: string;
  vehicleId: string;
  tiles: readonly Tile[];
}

/** Buttons of commands side by side, each with its icon above its text. */
export function CommandTiles({ tiles, ...at }: CommandTilesProps) {
  return (
    <div class={css.tiles}>
      {tiles.map(([request, icon]) => (
        <CommandButton
          // In the same place, what begins something and what ends it are the same button.
          key={`${request.type} ${icon}`}
          {...at}
          request={request}
          icon={icon}
          class={css.tile}
        />
      ))}
    </div>
  );
}

/** Where buttons are to come: so many as can be known before. */
export function TilesSkeleton({ types }: { types: readonly string[] }) {
  return (
    <Loading>
      <div class={css.tiles}>
        {types.map((type) => (
          <Skeleton key={type} height="80px" />
        ))}
      </div>
    </Loading>
  );
}
