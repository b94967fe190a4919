import type en from "../en/settings";
import type { Texts } from "../texts";

export default {
  title: "Ajustes",
  accounts: "Cuentas",
  since: "Sesión iniciada desde el {date}",
  forwarding: "{to} puede recibir lo que ocurre con mis coches, hasta que cierre la sesión",
  display: "Pantalla y unidades",
  language: "Idioma",
  units: "Distancias",
  metric: "Kilómetros",
  imperial: "Millas",
  temperature: "Temperatura",
  celsius: "°C",
  fahrenheit: "°F",
  scheme: "Apariencia",
  auto: "Automática",
  light: "Clara",
  dark: "Oscura",
  privacy: "En este dispositivo",
  keep: "Conservar en este dispositivo lo último que vi",
  keepHint: "Así la aplicación lo muestra sin conexión. Se borra al cerrar la sesión.",
  map: "Mapa",
  mapOn: "Mostrar el mapa de {host}",
  mapHint:
    "Para dibujarlo, {host} recibe su dirección de internet y la zona alrededor del coche cada vez que lo mira. Sin él, la posición aparece en una simple cuadrícula y no se contacta con ningún otro servidor.",
  mapNone:
    "El responsable de este servicio no ha previsto ningún mapa. Las posiciones aparecen en una simple cuadrícula y ningún otro servidor sabe dónde está su coche.",
  mapUnknown: "Aún no se ha podido preguntar qué mapa hay.",
  kept: { one: "{n} entrada conservada, {size}.", other: "{n} entradas conservadas, {size}." },
  keptNone: "No se conserva nada en este dispositivo.",
  keptWhat:
    "Mientras esté activado, se conservan quién ha iniciado sesión, sus coches y lo último que vio de ellos: estados, posiciones, avisos y viajes. Todo queda en este navegador.",
  wipe: "Borrar ahora",
  wiped: "Se ha borrado lo conservado en este dispositivo.",
  about: "Acerca de",
  version: "Versión {version}",
  docs: "Para desarrolladores",
  points: {
    first: "Este servicio le transmite los datos de su coche que da el fabricante.",
    second:
      "Guarda su sesión sellada, y con ella el último estado conocido de sus coches, hasta que la cierre.",
    third: "Nadie más recibe los datos de su coche sin su permiso dado aquí.",
    fourth:
      "Usted elige qué conserva la aplicación en su dispositivo, y se borra al cerrar la sesión.",
  },
} satisfies Texts<typeof en>;
