// Was nicht ging, und was man tun kann.

import type en from "../en/problems";
import type { Texts } from "../texts";

const owner = "Das liegt nicht an Ihnen. Sagen Sie dem Betreiber dieses Dienstes Bescheid.";
const app = "Das liegt nicht an Ihnen. Sagen Sie dem Anbieter dieser App oder Seite Bescheid.";
const page =
  "Laden Sie die Seite neu. Kommt es wieder vor, sagen Sie dem Betreiber dieses Dienstes Bescheid.";
const passing = "Das geht meist nach wenigen Minuten vorbei.";

export default {
  codes: {
    "not-logged-in": "Sie sind nicht angemeldet. Melden Sie sich an.",
    "login-lost":
      "Der Hersteller hat Ihre Anmeldung beendet. Melden Sie sich wieder an; sonst ist nichts verloren.",
    "choose-account": `Mehrere Konten sind angemeldet, und keines wurde gewählt. ${page}`,
    "csrf-header-missing": `Der Dienst hat die Anfrage sicherheitshalber abgelehnt. ${page}`,
    "origin-not-allowed": `Diese Seite darf den Dienst nicht benutzen. ${owner}`,
    "cookie-and-bearer": `Die Anfrage nannte zwei Absender zugleich. ${app}`,
    "eligibility-off":
      "Der Betreiber dieses Dienstes hat diese Abfrage für Sie nicht eingeschaltet.",
    "too-many-accounts": "Mehr Konten sind nicht möglich. Melden Sie erst eines ab.",
    "unknown-client": `Diese App ist hier nicht eingetragen. ${app}`,
    "code-refused": "Die Anmeldung kam nicht zustande. Melden Sie sich noch einmal an.",
    "not-found":
      "Das gibt es nicht mehr. Fahrten und Warnungen bleiben etwa zwei Monate gespeichert.",
    "method-not-allowed": `Der Dienst kennt diese Anfrage nicht. ${page}`,
    "unknown-brand": "Diese Marke bietet der Dienst nicht an. Wählen Sie eine andere.",
    "body-too-slow": "Ihre Internetverbindung war zu langsam. Versuchen Sie es noch einmal.",
    "body-too-large": "Das ist mehr, als der Dienst annimmt. Kürzen Sie es.",
    "invalid-parameter": "Der Dienst kann eine der Angaben nicht verwenden. Prüfen Sie sie.",
    "invalid-body": "Der Dienst kann eine der Angaben nicht verwenden. Prüfen Sie sie.",
    "unsupported-media-type": `Der Dienst kennt diese Anfrage nicht. ${page}`,
    "address-too-long": "Das ist mehr, als der Dienst annimmt. Wählen Sie weniger.",
    "headers-too-large":
      "Löschen Sie im Browser die Cookies dieser Seite und melden Sie sich wieder an.",
    "too-many-requests": "Das war zu oft in kurzer Zeit.",
    "limiter-unavailable": "Der Dienst kann das gerade nicht prüfen. Es ist nichts geschehen.",
    "vehicle-not-found": "Dieses Auto ist nicht mehr bekannt. Wählen Sie es neu aus der Liste.",
    "not-this-drivers-vehicle":
      "Dieses Konto hat keinen Zugriff auf das Auto. Melden Sie sich mit dem Konto an, in dem es eingetragen ist, und geben Sie die Daten frei.",
    "consent-missing":
      "Ihre Zustimmung dazu fehlt. Melden Sie sich neu an, stimmen Sie zu und lassen Sie in der App des Herstellers Partner zu.",
    "privacy-on":
      "Der Privatmodus des Autos ist an. Schalten Sie ihn im Auto aus, dann versuchen Sie es noch einmal.",
    "service-not-subscribed":
      "Für dieses Auto ist kein vernetzter Dienst aktiv. Aktivieren oder verlängern Sie ihn in der App des Herstellers; Daten kommen nach einigen Fahrten.",
    "telematics-box-replaced":
      "Die Telematikbox des Autos wurde ersetzt. Lassen Sie sie von Werkstatt oder Kundendienst anmelden und melden Sie sich dann hier neu an.",
    "no-data-yet":
      "Das Auto hat dies noch nicht gemeldet. Fahren Sie eine Viertelstunde, mit vernetzten Diensten und ohne Privatmodus.",
    "rate-limited": "Der Hersteller lässt gerade keine Anfragen mehr zu.",
    "upstream-unavailable": `Der Dienst des Herstellers hat Schwierigkeiten. ${passing}`,
    "upstream-rejected":
      "Der Dienst des Herstellers hat dies abgelehnt. Kommt es wieder vor, sagen Sie dem Betreiber dieses Dienstes Bescheid.",
    "partner-access": `Der Hersteller gibt diesem Dienst keinen Zugang. ${owner}`,
    "token-refused":
      "Der Hersteller nimmt Ihre Anmeldung noch nicht an. Bleibt es so, melden Sie sich neu an.",
    "upstream-unreachable": `Der Dienst des Herstellers ist nicht erreichbar. ${passing}`,
    "upstream-timeout": `Der Dienst des Herstellers hat nicht rechtzeitig geantwortet. ${passing}`,
    "upstream-broken": `Die Antwort des Herstellers brach ab. ${passing}`,
    "upstream-unreadable": "Die Antwort des Herstellers ist nicht brauchbar.",
    "upstream-too-large": "Die Antwort des Herstellers ist zu groß. Wählen Sie weniger auf einmal.",
    "certificate-refused": `Der Hersteller gibt diesem Dienst keinen Zugang. ${owner}`,
    "upstream-not-trusted": `Der Dienst des Herstellers war nicht sicher zu erkennen. ${owner}`,
    "upstream-certificate-expired":
      "Das Zertifikat des Herstellers ist abgelaufen. Das liegt nicht an Ihnen. Versuchen Sie es später.",
    "relay-unreachable": `Ein Teil dieses Dienstes ist nicht erreichbar. ${passing}`,
    "relay-busy": "Dieser Dienst ist gerade ausgelastet.",
    "relay-refuses-edge": `Dieser Dienst ist nicht richtig eingerichtet. ${owner}`,
    "action-not-allowed": "Der Betreiber dieses Dienstes hat diesen Befehl nicht eingeschaltet.",
    "fresh-login-required":
      "Melden Sie sich zur Sicherheit neu an und versuchen Sie es dann noch einmal. Sie bleiben angemeldet.",
    "idempotency-key-missing": `Der Befehl wurde nicht gesendet. ${page}`,
    "idempotency-key-reused": `Der Befehl wurde nicht gesendet. ${page}`,
    "not-supported-by-vehicle": "Laut Hersteller kann dieses Auto das nicht.",
    "command-in-progress":
      "Das Auto führt schon so einen Befehl aus. Warten Sie, bis es fertig ist.",
    "too-many-commands": "Zu viele Befehle in kurzer Zeit. Dieser wurde nicht ausgeführt.",
    "ticket-invalid":
      "Die Live-Verbindung kam nicht zustande. Die Seite fragt stattdessen ab und zu nach.",
    "too-many-connections":
      "Zu viele Fenster sind offen. Dieses fragt stattdessen ab und zu nach; schließen Sie andere.",
    "wake-ups-used-up":
      "Das Auto lässt sich vorerst nicht wecken, damit seine Batterie reicht. Starten Sie es, dann meldet es sich selbst.",
    "no-writer": "Der Dienst kann gerade keine Befehle senden. Es wurde nichts gesendet.",
    "command-not-found":
      "Dieser Befehl ist nicht mehr gespeichert. Sehen Sie sich den Zustand des Autos an.",
    "too-many-rules": "Mehr Regeln sind für dieses Auto nicht möglich. Löschen Sie erst eine.",
    "rule-refused":
      "Der Hersteller nimmt diese Regel nicht an. Versuchen Sie andere Bedingungen; nimmt er keine, belegen vielleicht andere Apps schon alle Regeln, die er zulässt.",
    "rule-not-found": "Diese Regel gibt es nicht mehr. Vielleicht wurde sie gelöscht.",
    "vehicle-unreachable":
      "Das Auto war nicht erreichbar. Vielleicht hat es keinen Empfang oder die Batterie ist schwach. Versuchen Sie es später, oder starten Sie es.",
    "vehicle-battery-low":
      "Die Batterie des Autos ist zu schwach. Fahren oder laden Sie das Auto, dann versuchen Sie es noch einmal.",
    "vehicle-in-use":
      "Das Auto ist in Gebrauch. Schalten Sie es aus und steigen Sie aus, dann versuchen Sie es noch einmal.",
    "vehicle-not-closed":
      "Das Auto ist nicht geschlossen. Schließen Sie Türen, Kofferraum und Motorhaube, dann versuchen Sie es noch einmal. Geht es nicht, verriegeln Sie es mit dem Schlüssel.",
    "key-inside":
      "Vielleicht ist ein Schlüssel im Auto. Nehmen Sie ihn heraus, schließen Sie die Türen und versuchen Sie es noch einmal.",
    "vehicle-stolen":
      "Das Auto ist als gestohlen gemeldet. Nur der Kundendienst des Herstellers kann das aufheben.",
    "charging-fault":
      "Das Auto kann nicht laden. Prüfen Sie Kabel und Ladepunkt und sehen Sie auf die Anzeige im Auto.",
    "cancelled-by-driver":
      "Jemand im Auto hat abgebrochen. Senden Sie den Befehl bei Bedarf noch einmal.",
    "vehicle-error":
      "Das Auto hat den Befehl nicht ausgeführt. Versuchen Sie es noch einmal, oder in der App des Herstellers.",
    "not-received":
      "Der Befehl kam nicht beim Auto an. Sie können ihn unbesorgt noch einmal senden.",
    "wrong-credentials":
      "Benutzername und Passwort stimmen nicht. Geben Sie sie ein wie in der App des Herstellers.",
    "login-unproven":
      "Der Hersteller hat nicht nachgewiesen, wer sich angemeldet hat. Versuchen Sie es noch einmal.",
    "login-unavailable":
      "Die Anmeldung des Herstellers ist nicht erreichbar. Sie bleiben angemeldet.",
    misconfigured: `Dieser Dienst ist nicht fertig eingerichtet. ${owner}`,
    internal:
      "In diesem Dienst ist etwas schiefgegangen. Nennen Sie dem Betreiber die Nummer der Anfrage.",
  },
} satisfies Texts<typeof en>;
