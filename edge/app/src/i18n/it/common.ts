import type en from "../en/common";
import type { Texts } from "../texts";

export default {
  appName: "Kerbside",
  loading: "Caricamento …",
  retry: "Riprova",
  close: "Chiudi",
  cancel: "Annulla",
  discard: "Scarta",
  discardTitle: "Scartare le modifiche?",
  keepEditing: "Continua a modificare",
  more: "Mostra altro",
  save: "Salva",
  unknown: "Sconosciuto",
  pair: "{name}: {value}",
  copied: "Copiato.",
  car: "Auto",
  skipToContent: "Vai al contenuto",
  age: {
    reported: "Trasmesso {age}",
    underAMinute: "meno di un minuto fa",
    never: "Data di questo dato sconosciuta",
  },
  old: {
    resting:
      "Nessuna notizia da {duration}. Guidi per 15 minuti con il quadro acceso e l’auto trasmetterà di nuovo.",
    charging: "L’auto non trasmette da {duration}: nel frattempo la ricarica può essere avanzata.",
    moving: "L’auto non trasmette da {duration}, anche se era in movimento.",
  },
  stale: {
    title: "Ultimo stato noto",
    text: "Dati: {age}.",
  },
  problem: {
    unreachable: "Il servizio non è raggiungibile. Controlli la connessione e riprovi.",
    offline: "Non c’è connessione. Si colleghi a Internet e riprovi.",
    unreadable: "Il servizio ha dato una risposta illeggibile. Riprovi più tardi.",
    notNow: "Non disponibile al momento.",
    other: "Il servizio ha risposto: {title}.",
    retryAfter: "Riprovi tra {duration}.",
    requestId: "Numero della richiesta:",
    copyRequestId: "Copia il numero della richiesta",
  },
  unavailable: {
    other: "Questo valore non è disponibile ({reason}).",
  },
  live: {
    live: "In diretta",
    connecting: "Connessione …",
    polling: "Controllo periodico",
  },
  offline: {
    line: "Non c’è connessione. Vede l’ultimo stato noto.",
    nothing: "Non c’è connessione e su questo dispositivo non è conservato nulla.",
    hint: "Nelle impostazioni può scegliere di conservare su questo dispositivo ciò che ha visto per ultimo.",
  },
  notices: {
    loggedOut: "Disconnessione da {brand} effettuata.",
    loginLost: "{brand} ha chiuso il Suo accesso.",
    loginEnded: "L’accesso a {brand} non è più attivo.",
    logInAgain: "Accedi di nuovo",
  },
  moved: {
    text: "Questo servizio si trova ora all’indirizzo {host}.",
    go: "Vai",
  },
  menu: {
    account: "Account e impostazioni",
    settings: "Impostazioni",
    logOutOf: "Esci da {brand}",
    logOutOfAll: "Esci da tutti",
    addAccount: "Aggiungi un account",
    home: "Tutte le auto",
  },
  energy: {
    electric: "Batteria",
    fuel: "Carburante",
    range: "Autonomia",
    rangeOf: "{range} di autonomia",
  },
  charging: {
    until: "In carica, fine prevista: {time}",
    rate: "{rate} di autonomia in più all’ora",
    delayed: "Collegata, inizio ricarica: {time}",
  },
  notFound: {
    title: "Qui non c’è nulla",
    text: "Questo indirizzo non porta da nessuna parte.",
    car: "Nessuno dei Suoi account ha questa auto.",
    home: "A tutte le auto",
  },
} satisfies Texts<typeof en>;
