import type en from "../en/commands";
import type { Texts } from "../texts";

export default {
  off: "El propietario de este servicio no ha activado ninguna orden.",
  offline: "No había red. No se ha enviado nada.",
  quick: "Órdenes rápidas",
  access: "Puertas",
  find: "Encontrar el coche",
  climate: "Calefacción y refrigeración",
  wake: "Datos recientes",
  wakeHint:
    "Al despertarlo, el coche vuelve a comunicar sus datos. Gasta algo de batería, por lo que solo es posible unas pocas veces al día.",
  navigation: "Destino",
  ask: {
    unlock: {
      title: "¿Desbloquear las puertas?",
      text: "Cualquiera podrá abrir el coche. Asegúrese de estar cerca.",
    },
    horn: { title: "¿Tocar el claxon?", text: "Se oye lejos alrededor del coche." },
  },
  doubt: {
    title: "Todavía no se sabe si se ha enviado",
    text: "No ha llegado ninguna respuesta. Si la orden no llegó, al preguntar de nuevo se envía ahora. Nada se envía dos veces.",
    again: "Preguntar de nuevo",
  },
  denied: "No es posible",
  noReason: "No se ha indicado ningún motivo.",
  history: "Órdenes enviadas",
  none: "Todavía no se ha enviado ninguna orden a este coche.",
  send: "Enviar al coche",
  carClock: "Estas horas siguen el reloj del coche.",
  time: "Horario {n}",
  startTime: "Empieza a las",
  endTime: "Termina a las",
  endHint: "Si se deja vacío, carga hasta el final.",
  days: "Días",
  everyDay: "todos los días",
  enabled: "En uso",
  remove: "Quitar",
  addTime: "Añadir un horario",
  later: "Cargar más tarde, una vez",
  laterAt: "Empezar a cargar a las",
  laterHint: "Será: {time}.",
  limit: "Hasta dónde",
  power: "Con qué potencia",
  keep: "Dejar como está",
  place: {
    label: "Lugar",
    hint: "Latitud y longitud, o un enlace de una aplicación de mapas.",
    wrong: "No se reconoce ningún lugar.",
  },
} satisfies Texts<typeof en>;
