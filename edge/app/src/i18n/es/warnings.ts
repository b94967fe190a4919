import type en from "../en/warnings";
import type { Texts } from "../texts";

export default {
  active: "Avisos activos",
  count: { one: "{n} aviso activo", other: "{n} avisos activos" },
  none: "Nada que señalar",
  noneText: "El coche no tiene avisos activos.",
  since: "Desde el {date} ({age})",
  history: "Avisos anteriores",
  noHistory: "No hay avisos anteriores. Se conservan unos dos meses.",
  lasted: "{period} ({duration})",
  ended: "Hasta el {date}",
  noEnd: "Desde el {date}, sin fin comunicado",
  noTime: "Sin hora comunicada",
  trip: "Ver el viaje",
  alarm: "Alarma antirrobo",
  noAlarm: "No ha saltado.",
  wentOff: "Saltó el {date}",
  alarmUnknown: "Ha saltado la alarma",
  collisions: "Colisiones",
  noCollision: "El coche no ha detectado ninguna colisión.",
  collision: "Colisión",
  collisionAdvice:
    "Si puede haber alguien herido, llame al 112. Haga revisar el coche antes de seguir circulando.",
  collisionLater: "Haga revisar el coche si aún no lo ha hecho.",
  recorded: "Registrada el {date} ({age})",
  pedestrian: "Se golpeó a un peatón",
  tippedOver: "El coche volcó",
} satisfies Texts<typeof en>;
