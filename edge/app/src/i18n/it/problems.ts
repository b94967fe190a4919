// Che cosa non ha funzionato, e che cosa si può fare.

import type en from "../en/problems";
import type { Texts } from "../texts";

const owner = "Non dipende da Lei. Avvisi il gestore di questo servizio.";
const app = "Non dipende da Lei. Avvisi chi ha creato questa app o pagina.";
const page = "Ricarichi la pagina. Se succede ancora, avvisi il gestore di questo servizio.";
const passing = "Di solito passa in pochi minuti.";

export default {
  codes: {
    "not-logged-in": "Non ha effettuato l’accesso. Acceda.",
    "login-lost":
      "Il costruttore ha chiuso il Suo accesso. Acceda di nuovo; nient’altro è andato perso.",
    "choose-account": `Ci sono più account e nessuno è stato scelto. ${page}`,
    "csrf-header-missing": `Il servizio ha rifiutato la richiesta per sicurezza. ${page}`,
    "origin-not-allowed": `Questa pagina non può usare il servizio. ${owner}`,
    "cookie-and-bearer": `La richiesta indicava due identità insieme. ${app}`,
    "eligibility-off": "Il gestore di questo servizio non ha attivato per Lei questa verifica.",
    "too-many-accounts": "Non si possono aggiungere altri account. Esca prima da uno.",
    "unknown-client": `Questa app non è registrata qui. ${app}`,
    "code-refused": "L’accesso non è stato completato. Acceda di nuovo.",
    "not-found": "Questo non c’è più. Viaggi e avvisi si conservano per circa due mesi.",
    "method-not-allowed": `Il servizio non conosce questa richiesta. ${page}`,
    "unknown-brand": "Questo servizio non offre questa marca. Ne scelga un’altra.",
    "body-too-slow": "La connessione a Internet era troppo lenta. Riprovi.",
    "body-too-large": "È più di quanto il servizio accetti. Lo abbrevi.",
    "invalid-parameter": "Il servizio non può usare uno dei dati inseriti. Li controlli.",
    "invalid-body": "Il servizio non può usare uno dei dati inseriti. Li controlli.",
    "unsupported-media-type": `Il servizio non conosce questa richiesta. ${page}`,
    "address-too-long": "È più di quanto il servizio accetti. Scelga meno.",
    "headers-too-large": "Elimini nel browser i cookie di questo sito, poi acceda di nuovo.",
    "too-many-requests": "Troppe richieste in poco tempo.",
    "limiter-unavailable": "Ora il servizio non può verificarlo. Non è stato fatto nulla.",
    "vehicle-not-found": "Quest’auto non è più conosciuta. La scelga di nuovo dall’elenco.",
    "not-this-drivers-vehicle":
      "Questo account non ha accesso all’auto. Acceda con l’account in cui è registrata e accetti di condividerne i dati.",
    "consent-missing":
      "Manca il Suo consenso. Acceda di nuovo, lo dia e consenta i partner nell’app del costruttore.",
    "privacy-on": "La modalità privacy dell’auto è attiva. La disattivi nell’auto, poi riprovi.",
    "service-not-subscribed":
      "Nessun servizio connesso è attivo per quest’auto. Lo attivi o lo rinnovi nell’app del costruttore; i dati arrivano dopo alcuni viaggi.",
    "telematics-box-replaced":
      "La centralina di connessione dell’auto è stata sostituita. La faccia registrare in officina o dal servizio clienti, poi acceda di nuovo qui.",
    "no-data-yet":
      "L’auto non ha ancora trasmesso questi dati. Guidi un quarto d’ora, con i servizi connessi attivi e la modalità privacy spenta.",
    "rate-limited": "Ora il costruttore non accetta altre richieste.",
    "upstream-unavailable": `Il servizio del costruttore ha difficoltà. ${passing}`,
    "upstream-rejected":
      "Il servizio del costruttore ha rifiutato. Se succede ancora, avvisi il gestore di questo servizio.",
    "partner-access": `Il costruttore nega l’accesso a questo servizio. ${owner}`,
    "token-refused":
      "Il costruttore non accetta ancora il Suo accesso. Se continua, acceda di nuovo.",
    "upstream-unreachable": `Il servizio del costruttore non è raggiungibile. ${passing}`,
    "upstream-timeout": `Il servizio del costruttore non ha risposto in tempo. ${passing}`,
    "upstream-broken": `La risposta del costruttore si è interrotta. ${passing}`,
    "upstream-unreadable": "La risposta del costruttore non è utilizzabile.",
    "upstream-too-large": "La risposta del costruttore è troppo grande. Scelga meno alla volta.",
    "certificate-refused": `Il costruttore nega l’accesso a questo servizio. ${owner}`,
    "upstream-not-trusted": `Il servizio del costruttore non è stato riconosciuto. ${owner}`,
    "upstream-certificate-expired":
      "Il certificato del costruttore è scaduto. Non dipende da Lei. Riprovi più tardi.",
    "relay-unreachable": `Una parte di questo servizio non è raggiungibile. ${passing}`,
    "relay-busy": "Ora questo servizio è molto occupato.",
    "relay-refuses-edge": `Questo servizio non è configurato bene. ${owner}`,
    "action-not-allowed": "Il gestore di questo servizio non ha attivato questo comando.",
    "fresh-login-required":
      "Per la Sua sicurezza, acceda di nuovo e poi riprovi. L’accesso attuale resta valido.",
    "idempotency-key-missing": `Il comando non è stato inviato. ${page}`,
    "idempotency-key-reused": `Il comando non è stato inviato. ${page}`,
    "not-supported-by-vehicle": "Secondo il costruttore, quest’auto non può farlo.",
    "command-in-progress": "L’auto sta già eseguendo un comando simile. Attenda che abbia finito.",
    "too-many-commands": "Troppi comandi in poco tempo. Questo non è stato eseguito.",
    "ticket-invalid":
      "La connessione in diretta non si è aperta. La pagina si aggiorna ogni tanto.",
    "too-many-connections":
      "Ci sono troppe finestre aperte. Questa si aggiorna ogni tanto; ne chiuda altre.",
    "wake-ups-used-up":
      "Per ora l’auto non può essere svegliata, per risparmiare la batteria. La avvii e trasmetterà da sola.",
    "no-writer": "Ora il servizio non può inviare comandi. Non è stato inviato nulla.",
    "command-not-found": "Questo comando non è più conservato. Consulti lo stato dell’auto.",
    "too-many-rules": "Per quest’auto non si possono aggiungere regole. Ne elimini prima una.",
    "rule-refused":
      "Il costruttore non accetta questa regola. Provi altre condizioni; se le rifiuta tutte, forse altre app occupano già tutte le regole consentite.",
    "rule-not-found": "Questa regola non c’è più. Forse è stata eliminata.",
    "vehicle-unreachable":
      "L’auto non è raggiungibile. Forse non ha campo o la batteria è scarica. Riprovi più tardi, o la avvii.",
    "vehicle-battery-low":
      "La batteria dell’auto è troppo scarica. Guidi o ricarichi l’auto, poi riprovi.",
    "vehicle-in-use": "L’auto è in uso. La spenga e scenda, poi riprovi.",
    "vehicle-not-closed":
      "L’auto non è chiusa. Chiuda porte, bagagliaio e cofano, poi riprovi. Se non riesce ancora, la blocchi con la chiave.",
    "key-inside": "Forse c’è una chiave nell’auto. La prenda, chiuda le porte e riprovi.",
    "vehicle-stolen":
      "L’auto risulta rubata. Solo il servizio clienti del costruttore può cambiarlo.",
    "charging-fault":
      "L’auto non può ricaricarsi. Controlli il cavo e la colonnina, e guardi il display dell’auto.",
    "cancelled-by-driver": "Qualcuno nell’auto ha annullato. Se serve, invii di nuovo il comando.",
    "vehicle-error":
      "L’auto non ha eseguito il comando. Riprovi, o lo provi nell’app del costruttore.",
    "not-received": "Il comando non è arrivato all’auto. Può inviarlo di nuovo senza rischi.",
    "wrong-credentials":
      "Nome utente e password non corrispondono. Li inserisca come nell’app del costruttore.",
    "login-unproven": "Il costruttore non ha dimostrato chi ha effettuato l’accesso. Riprovi.",
    "login-unavailable":
      "L’accesso del costruttore non è raggiungibile. Il Suo accesso resta valido.",
    misconfigured: `Questo servizio non è del tutto configurato. ${owner}`,
    internal:
      "Qualcosa è andato storto in questo servizio. Comunichi al gestore il numero della richiesta.",
  },
} satisfies Texts<typeof en>;
