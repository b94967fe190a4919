// The build of Leaflet as a module, which sets no global name; the types are those of the package.
declare module "leaflet/dist/leaflet-src.esm.js" {
  export * from "leaflet";
}
