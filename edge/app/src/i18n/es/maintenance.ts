import type en from "../en/maintenance";
import type { Texts } from "../texts";

export default {
  next: "Próximo mantenimiento",
  time: "Tiempo",
  distance: "Distancia",
  days: { one: "Queda {n} día", other: "Quedan {n} días" },
  daysOver: { one: "{n} día de retraso", other: "{n} días de retraso" },
  left: "Quedan {distance}",
  over: "{distance} de retraso",
  around: "Hacia el {date}",
  first: "Lo que ocurra antes.",
  soon: "Mantenimiento próximo",
  overdue: "Mantenimiento atrasado",
  advice: "Pida cita en un taller.",
  notTold: "El coche no indica cuándo toca el próximo mantenimiento.",
  battery: "Batería de 12 V",
  health: "Estado de salud",
  oil: "Aceite del motor",
  coolant: "Refrigerante",
  level: "Nivel",
  temperature: "Temperatura",
  notReported: "Este coche no comunica este dato.",
} satisfies Texts<typeof en>;
