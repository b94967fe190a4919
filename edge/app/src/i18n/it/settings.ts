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
  keep: "Conserva su questo dispositivo ciò che ho visto per ultimo",
  keepHint: "Così l’app lo mostra anche senza rete. Viene cancellato all’uscita.",
  map: "Mappa",
  mapOn: "Mostra la mappa di {host}",
  mapHint:
    "Per disegnarla, {host} riceve il Suo indirizzo internet e la zona intorno all’auto ogni volta che guarda. Altrimenti la posizione è su una semplice griglia e nessun altro server viene contattato.",
  mapNone:
    "Il gestore di questo servizio non ha previsto una mappa. Le posizioni sono su una semplice griglia e nessun altro server sa dove si trova l’auto.",
  mapUnknown: "Non si è ancora potuto chiedere quale mappa ci sia.",
  kept: { one: "{n} voce conservata, {size}.", other: "{n} voci conservate, {size}." },
  keptNone: "Su questo dispositivo non è conservato nulla.",
  keptWhat:
    "Finché è attivo, si conservano chi ha effettuato l’accesso, le auto e ciò che se ne è visto per ultimo: stati, posizioni, avvisi e viaggi. Tutto resta in questo browser.",
  wipe: "Cancella ora",
  wiped: "Quanto era conservato su questo dispositivo è stato cancellato.",
  about: "Informazioni",
  version: "Versione {version}",
  docs: "Per sviluppatori",
  points: {
    first: "Questo servizio Le trasmette i dati della Sua auto forniti dal costruttore.",
    second:
      "Conserva sigillato il Suo accesso, e con esso l’ultimo stato noto delle auto, finché non esce.",
    third: "Nessun altro riceve i dati della Sua auto senza il Suo consenso dato qui.",
    fourth: "Ciò che l’app conserva sul dispositivo lo sceglie Lei, e viene cancellato all’uscita.",
  },
} satisfies Texts<typeof en>;
