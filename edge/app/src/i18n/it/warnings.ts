import type en from "../en/warnings";
import type { Texts } from "../texts";

export default {
  active: "Avvisi attivi",
  count: { one: "{n} avviso attivo", other: "{n} avvisi attivi" },
  none: "Niente da segnalare",
  noneText: "L’auto non ha avvisi attivi.",
  since: "Dal {date} ({age})",
  history: "Avvisi precedenti",
  noHistory: "Nessun avviso precedente. Restano per circa due mesi.",
  lasted: "{period} ({duration})",
  ended: "Fino al {date}",
  noEnd: "Dal {date}, fine non trasmessa",
  noTime: "Ora non trasmessa",
  trip: "Mostra il viaggio",
  alarm: "Antifurto",
  noAlarm: "Non è scattato.",
  wentOff: "Scattato il {date}",
  alarmUnknown: "L’antifurto è scattato",
  collisions: "Collisioni",
  noCollision: "L’auto non ha rilevato collisioni.",
  collision: "Collisione",
  collisionAdvice:
    "Se qualcuno potrebbe essere ferito, chiami il 112. Faccia controllare l’auto prima di rimettersi in viaggio.",
  collisionLater: "Faccia controllare l’auto, se non è ancora stato fatto.",
  recorded: "Registrata il {date} ({age})",
  pedestrian: "È stato colpito un pedone",
  tippedOver: "L’auto si è ribaltata",
} satisfies Texts<typeof en>;
