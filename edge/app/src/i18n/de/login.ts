import type en from "../en/login";
import type { Texts } from "../texts";

export default {
  title: "Ihr Auto im Blick",
  lead: "Tank- und Ladestand, Reichweite, Fahrten und Warnungen, direkt vom Hersteller.",
  points: {
    level: "Wie voll, wie weit, und wann es fertig geladen ist",
    place: "Wo es steht, und jede Fahrt",
    alerts: "Seine Warnungen in klaren Worten, mit dem, was zu tun ist",
  },
  another: "Weiteres Konto",
  choose: "Wählen Sie Ihre Marke",
  hint: "Sie melden sich beim Hersteller an. Ihr Passwort bleibt dort.",
  reasons: {
    denied: "Die Anmeldung wurde abgebrochen.",
    expired:
      "Diese Anmeldung hat zu lange gedauert oder wurde schon benutzt. Bitte melden Sie sich erneut an.",
    unavailable:
      "Der Anmeldedienst des Herstellers ist gerade nicht erreichbar. Bitte versuchen Sie es später erneut.",
    misconfigured:
      "Der Hersteller nimmt diesen Dienst nicht an. Sein Betreiber muss die Einstellungen prüfen.",
    "id-token-refused":
      "Der Hersteller hat nicht belegt, wer sich angemeldet hat. Wenn es wieder vorkommt, sagen Sie es dem Betreiber dieses Dienstes.",
    "too-many-accounts":
      "Es sind so viele Konten angemeldet wie möglich. Melden Sie zuerst eines ab.",
    failed: "Der Hersteller hat Sie nicht angemeldet. Bitte versuchen Sie es erneut.",
  },
} satisfies Texts<typeof en>;
