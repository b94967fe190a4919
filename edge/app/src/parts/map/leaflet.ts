// The parts of Leaflet that the map has: its build as one module cannot be shaken, since its classes
// extend one another as they are loaded, and is twice as large. Each module is the package's own.

import "leaflet/src/layer/Layer.js";
import "leaflet/src/map/handler/Map.DoubleClickZoom.js";
import "leaflet/src/map/handler/Map.Drag.js";
import "leaflet/src/map/handler/Map.Keyboard.js";
import "leaflet/src/map/handler/Map.TouchZoom.js";
import { svg } from "leaflet/src/layer/vector/SVG.js";
import { Map as LeafletMap } from "leaflet/src/map/Map.js";

export type { Coords, DoneCallback, FitBoundsOptions, GridLayerOptions, MapOptions } from "leaflet";
export { default as Browser } from "leaflet/src/core/Browser.js";
export { LatLng, toLatLng as latLng } from "leaflet/src/geo/LatLng.js";
export { toLatLngBounds as latLngBounds } from "leaflet/src/geo/LatLngBounds.js";
export { layerGroup } from "leaflet/src/layer/LayerGroup.js";
export { divIcon } from "leaflet/src/layer/marker/DivIcon.js";
export { marker } from "leaflet/src/layer/marker/Marker.js";
export { GridLayer } from "leaflet/src/layer/tile/GridLayer.js";
export { circleMarker } from "leaflet/src/layer/vector/CircleMarker.js";
export { polyline } from "leaflet/src/layer/vector/Polyline.js";
export { createMap as map, Map } from "leaflet/src/map/Map.js";
export { svg };

// As Leaflet's own, without the drawing on a canvas.
LeafletMap.include({
  getRenderer(this: WithRenderer, layer: { options: { renderer?: unknown } }) {
    this._renderer ??= svg();
    const renderer = (layer.options.renderer as WithRenderer["_renderer"]) ?? this._renderer;
    if (!this.hasLayer(renderer)) this.addLayer(renderer);
    return renderer;
  },
});

type WithRenderer = InstanceType<typeof LeafletMap> & { _renderer: ReturnType<typeof svg> };
