import type en from "../en/warnings";
import type { Texts } from "../texts";

export default {
  active: "Aktive Warnungen",
  count: { one: "{n} aktive Warnung", other: "{n} aktive Warnungen" },
  none: "Nichts zu melden",
  noneText: "Das Auto hat keine aktive Warnung.",
  since: "Seit {date} ({age})",
  history: "Frühere Warnungen",
  noHistory: "Keine früheren Warnungen. Sie bleiben etwa zwei Monate gespeichert.",
  lasted: "{period} ({duration})",
  ended: "Bis {date}",
  noEnd: "Ab {date}, kein Ende gemeldet",
  noTime: "Keine Zeit gemeldet",
  trip: "Fahrt ansehen",
  alarm: "Alarmanlage",
  noAlarm: "Sie hat nicht ausgelöst.",
  wentOff: "Ausgelöst am {date}",
  alarmUnknown: "Die Alarmanlage hat ausgelöst",
  collisions: "Kollisionen",
  noCollision: "Das Auto hat keine Kollision bemerkt.",
  collision: "Kollision",
  collisionAdvice:
    "Rufen Sie 112, falls jemand verletzt sein könnte. Lassen Sie das Auto prüfen, bevor Sie weiterfahren.",
  collisionLater: "Lassen Sie das Auto prüfen, falls das noch nicht geschehen ist.",
  recorded: "Erfasst am {date} ({age})",
  pedestrian: "Ein Fußgänger wurde getroffen",
  tippedOver: "Das Auto ist umgekippt",
} satisfies Texts<typeof en>;
