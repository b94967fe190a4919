/**
 * Who is asked for map tiles. The edge accepts only valid URLs with a fixed host, so `new URL` cannot
 * fail.
 */
export const tileHost = (tiles: string): string => new URL(tiles).host;
