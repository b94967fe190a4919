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
  keep: "Conservar las últimas respuestas en este dispositivo",
  keepHint: "Así la aplicación las muestra sin conexión. Se borran al cerrar la sesión.",
} satisfies Texts<typeof en>;
