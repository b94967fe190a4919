import type en from "../en/charging";
import type { Texts } from "../texts";

export default {
  thermal: "Dieses Auto fährt nur mit Kraftstoff: Es gibt nichts zu laden.",
  state: "Jetzt",
  plan: "Wann es lädt",
  battery: "Was in der Batterie ist",
  timeLeft: "Restzeit",
  overdue: "Sollte gegen {time} fertig sein. Seither hat sich das Auto nicht gemeldet.",
  finishUnknown: "Das Auto sagt nicht, wann es fertig sein wird.",
  plug: "Kabel",
  mode: "Ladeart",
  power: "Leistung",
  type: "Ladeziel",
  notify: "Benachrichtigen lassen",
  silent: "Das Auto sagt nicht, wie es ums Laden steht.",
  delayed: "Start eingestellt auf {time}",
  delayedHint: "Die Zeit für verzögertes Laden, nach der Uhr des Autos.",
  notDelayed: "Nicht verschoben: Es lädt, sobald es angesteckt ist.",
  planUnknown: "Das Auto sagt nicht, wann es lädt.",
  programs: "Programme",
  holds: "{residual} von {capacity}",
  residual: "Jetzt darin",
  capacity: "Fasst",
  resistance: "Zustand (Innenwiderstand)",
  mismatch:
    "Das passt nicht zu einem Stand von {level}. Manche Autos melden diesen Wert zu niedrig.",
  batteryUnknown: "Das Auto sagt nicht, was in seiner Batterie ist.",
  healthUnknown: "Das Auto hat den Zustand seiner Batterie nicht gemeldet.",
} satisfies Texts<typeof en>;
