import type en from "../en/charging";
import type { Texts } from "../texts";

export default {
  thermal: "Este coche solo usa combustible: no hay nada que cargar.",
  state: "Ahora",
  plan: "Cuándo carga",
  battery: "Lo que contiene la batería",
  timeLeft: "Tiempo restante",
  overdue: "El fin estaba previsto para: {time}. Desde entonces el coche no ha comunicado nada.",
  finishUnknown: "El coche no dice cuándo habrá terminado.",
  plug: "Cable",
  mode: "Velocidad",
  power: "Potencia",
  type: "Objetivo",
  notify: "Configurar un aviso",
  silent: "El coche no dice cómo va la carga.",
  delayed: "Inicio programado: {time}",
  delayedHint: "La hora de la carga diferida, según el reloj del coche.",
  notDelayed: "Sin aplazar: carga en cuanto está enchufado.",
  planUnknown: "El coche no dice cuándo carga.",
  programs: "Programas",
  holds: "{residual} de {capacity}",
  residual: "Contenido actual",
  capacity: "Capacidad",
  resistance: "Salud (resistencia interna)",
  mismatch:
    "No concuerda con un nivel del {level}. Algunos coches comunican un valor demasiado bajo.",
  batteryUnknown: "El coche no dice qué contiene su batería.",
  healthUnknown: "El coche no ha comunicado la salud de su batería.",
} satisfies Texts<typeof en>;
