// The layer of map tiles.

import * as L from "./leaflet";
import { type TileCount, tileAddress, tilesAreGone } from "./tile_address";

const FINEST = 19;

/**
 * Not Leaflet's own tile layer: that one ends a request by loading an image from a `data:` address,
 * which the page's policy forbids.
 */
class Tiles extends L.GridLayer {
  constructor(
    private readonly template: string,
    options: L.GridLayerOptions,
  ) {
    super(options);
    this.on("tileunload", ({ tile }) => tile.removeAttribute("src"));
  }

  protected override createTile(tile: L.Coords, done: L.DoneCallback): HTMLElement {
    const image = document.createElement("img");
    image.alt = "";
    // Hosts of tiles refuse a request that does not say which site it is for.
    image.referrerPolicy = "strict-origin-when-cross-origin";
    image.onload = () => done(undefined, image);
    image.onerror = () => done(new Error("no tile"), image);
    image.src = tileAddress(this.template, tile, L.Browser.retina);
    return image;
  }
}

/** Adds the tiles; `gone` is told whether there are none to be had, anew with each part of the map that is asked for. */
export function addTiles(map: L.Map, template: string, gone: (gone: boolean) => void): void {
  const count: TileCount = { loaded: 0, failed: 0 };
  const tell = () => gone(tilesAreGone(count));
  new Tiles(template, { maxNativeZoom: FINEST, maxZoom: FINEST })
    .on("loading", () => {
      count.loaded = 0;
      count.failed = 0;
    })
    .on("tileload", () => {
      count.loaded += 1;
      tell();
    })
    .on("tileerror", () => {
      count.failed += 1;
    })
    .on("load", tell)
    .addTo(map);
}
