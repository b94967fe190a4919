import type en from "../en/trip";
import type { Texts } from "../texts";

export default {
  all: "Todos los viajes",
  title: "Viaje",
  underWay: "Viaje en curso",
  duration: "Duración",
  battery: "Nivel de batería",
  tank: "Nivel de combustible",
  odometer: "Cuentakilómetros al salir",
  fromTo: "de {from} a {to}",
  atStart: "{level} al salir",
  atEnd: "{level} al llegar",
  incomplete: "Falta una parte del viaje",
  alerts: "Avisos en este viaje",
  noAlerts: "Ningún aviso.",
  ends: "Salida y llegada",
  start: "Salida",
  end: "Llegada",
  goesOn: "El viaje sigue en curso.",
  mapLabel: "Mapa del viaje",
  legend: "Del anillo al punto.",
  directions: "cómo llegar a este lugar",
} satisfies Texts<typeof en>;
