import type en from "../en/warnings";
import type { Texts } from "../texts";

export default {
  active: "Alertes en cours",
  count: { one: "{n} alerte en cours", other: "{n} alertes en cours" },
  none: "Rien à signaler",
  noneText: "La voiture n’a aucune alerte en cours.",
  since: "Depuis le {date} ({age})",
  history: "Alertes passées",
  noHistory: "Aucune alerte passée. Elles sont conservées deux mois environ.",
  lasted: "{period} ({duration})",
  ended: "Jusqu’au {date}",
  noEnd: "Depuis le {date}, fin non transmise",
  noTime: "Heure non transmise",
  trip: "Voir le trajet",
  alarm: "Alarme antivol",
  noAlarm: "Elle ne s’est pas déclenchée.",
  wentOff: "Déclenchée le {date}",
  alarmUnknown: "L’alarme s’est déclenchée",
  collisions: "Collisions",
  noCollision: "La voiture n’a détecté aucune collision.",
  collision: "Collision",
  collisionAdvice:
    "Si quelqu’un est peut-être blessé, appelez le 112. Faites contrôler la voiture avant de reprendre la route.",
  collisionLater: "Faites contrôler la voiture si ce n’est pas encore fait.",
  recorded: "Enregistrée le {date} ({age})",
  pedestrian: "Un piéton a été heurté",
  tippedOver: "La voiture s’est renversée",
} satisfies Texts<typeof en>;
