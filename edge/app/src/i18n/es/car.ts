import type en from "../en/car";
import type { Texts } from "../texts";

export default {
  overview: "Resumen",
  charging: "Carga",
  map: "Mapa",
  trips: "Viajes",
  trip: "Viaje",
  alerts: "Avisos",
  service: "Mantenimiento",
  commands: "Órdenes",
  rules: "Reglas",
  sections: "Secciones de este coche",
  vin: "VIN {vin}",
  odometer: "Cuentakilómetros",
  noLevel: "El coche todavía no ha comunicado ningún nivel.",
} satisfies Texts<typeof en>;
