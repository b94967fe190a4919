import type en from "../en/settings";
import type { Texts } from "../texts";

export default {
  title: "Impostazioni",
  accounts: "Account",
  since: "Accesso attivo dal {date}",
  forwarding: "{to} può ricevere ciò che accade alle mie auto, finché non esco",
  display: "Aspetto e unità",
  language: "Lingua",
  units: "Distanze",
  metric: "Chilometri",
  imperial: "Miglia",
  temperature: "Temperatura",
  celsius: "°C",
  fahrenheit: "°F",
  scheme: "Tema",
  auto: "Automatico",
  light: "Chiaro",
  dark: "Scuro",
  privacy: "Su questo dispositivo",
  keep: "Conserva le ultime risposte su questo dispositivo",
  keepHint: "Così l’app le mostra anche senza rete. Vengono cancellate all’uscita.",
} satisfies Texts<typeof en>;
