// The modules of Leaflet have no types of their own: they are those of the package.
declare module "leaflet/src/layer/Layer.js" {}
declare module "leaflet/src/map/handler/Map.DoubleClickZoom.js" {}
declare module "leaflet/src/map/handler/Map.Drag.js" {}
declare module "leaflet/src/map/handler/Map.Keyboard.js" {}
declare module "leaflet/src/map/handler/Map.TouchZoom.js" {}
declare module "leaflet/src/core/Browser.js" {
  export { Browser as default } from "leaflet";
}
declare module "leaflet/src/geo/LatLng.js" {
  export { LatLng, latLng as toLatLng } from "leaflet";
}
declare module "leaflet/src/geo/LatLngBounds.js" {
  export { latLngBounds as toLatLngBounds } from "leaflet";
}
declare module "leaflet/src/layer/LayerGroup.js" {
  export { layerGroup } from "leaflet";
}
declare module "leaflet/src/layer/marker/DivIcon.js" {
  export { divIcon } from "leaflet";
}
declare module "leaflet/src/layer/marker/Marker.js" {
  export { marker } from "leaflet";
}
declare module "leaflet/src/layer/tile/GridLayer.js" {
  export { GridLayer } from "leaflet";
}
declare module "leaflet/src/layer/vector/CircleMarker.js" {
  export { circleMarker } from "leaflet";
}
declare module "leaflet/src/layer/vector/Polyline.js" {
  export { polyline } from "leaflet";
}
declare module "leaflet/src/layer/vector/SVG.js" {
  export { svg } from "leaflet";
}
declare module "leaflet/src/map/Map.js" {
  export { Map, map as createMap } from "leaflet";
}
