// The address of a map tile, and whether the tiles are to be had at all.

/** Which tile: its zoom, its column from the west, its row from the north. */
export interface Tile {
  x: number;
  y: number;
  z: number;
}

/**
 * Fills `{z}`, `{x}`, `{y}`; `{-y}`, which counts rows from the south; and `{r}`, `@2x`
 * for a fine screen. Columns repeat around the world.
 */
export function tileAddress(template: string, tile: Tile, fine: boolean): string {
  const rows = 2 ** tile.z;
  const x = ((tile.x % rows) + rows) % rows;
  const values: Record<string, string | number | undefined> = {
    z: tile.z,
    x,
    y: tile.y,
    "-y": rows - 1 - tile.y,
    r: fine ? "@2x" : "",
  };
  return template.replace(/\{(-?[a-z])\}/g, (place, name: string) => String(values[name] ?? place));
}

/** What came of the tiles asked for since the view last changed. */
export interface TileCount {
  loaded: number;
  failed: number;
}

/** Whether there is no map to be had: something failed and nothing came. A single hole in a map is none. */
export function tilesAreGone({ loaded, failed }: TileCount): boolean {
  return failed > 0 && loaded === 0;
}
