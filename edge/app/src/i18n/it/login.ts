import type en from "../en/login";
import type { Texts } from "../texts";

export default {
  title: "La Sua auto a colpo d’occhio",
  lead: "Carburante, carica, autonomia, viaggi e avvisi, direttamente dal costruttore.",
  points: {
    level: "Il livello, l’autonomia e la fine della ricarica",
    place: "Dove si trova, e ogni suo viaggio",
    alerts: "I suoi avvisi in parole chiare, con cosa fare",
  },
  another: "Aggiungi un account",
  choose: "Scelga la Sua marca",
  hint: "L’accesso avviene presso il costruttore. La password resta lì.",
  reasons: {
    denied: "L’accesso è stato annullato.",
    expired: "Questo accesso ha richiesto troppo tempo o è già stato usato. Acceda di nuovo.",
    unavailable:
      "Il servizio di accesso del costruttore non è raggiungibile al momento. Riprovi più tardi.",
    misconfigured:
      "Il costruttore non accetta questo servizio. Il gestore deve controllare le impostazioni.",
    "id-token-refused":
      "Il costruttore non ha dimostrato chi ha effettuato l’accesso. Se succede di nuovo, avvisi il gestore di questo servizio.",
    "too-many-accounts": "È già attivo il numero massimo di account. Esca prima da uno di essi.",
    failed: "Il costruttore non ha consentito l’accesso. Riprovi.",
  },
} satisfies Texts<typeof en>;
