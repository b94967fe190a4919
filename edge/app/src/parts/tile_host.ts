/** Who is asked for map tiles. The edge takes no address that is none, nor one with a place in its host. */
export const tileHost = (tiles: string): string => new URL(tiles).host;
