import type en from "../en/common";
import type { Texts } from "../texts";

export default {
  appName: "Kerbside",
  loading: "Cargando …",
  retry: "Reintentar",
  close: "Cerrar",
  cancel: "Cancelar",
  discard: "Descartar",
  discardTitle: "¿Descartar los cambios?",
  keepEditing: "Seguir editando",
  more: "Mostrar más",
  save: "Guardar",
  unknown: "Desconocido",
  pair: "{name}: {value}",
  copied: "Copiado.",
  car: "Coche",
  skipToContent: "Ir al contenido",
  age: {
    reported: "Comunicado {age}",
    underAMinute: "hace menos de un minuto",
    never: "Fecha de este dato desconocida",
  },
  old: {
    resting:
      "Sin noticias desde hace {duration}. Conduzca 15 minutos con el contacto puesto y el coche volverá a comunicar.",
    charging: "El coche no comunica desde hace {duration}; la carga puede haber avanzado.",
    moving: "El coche no comunica desde hace {duration}, aunque estaba en marcha.",
  },
  stale: {
    title: "Último estado conocido",
    text: "Datos: {age}.",
  },
  problem: {
    unreachable:
      "No se puede contactar con el servicio. Compruebe la conexión e inténtelo de nuevo.",
    offline: "No hay conexión. Conéctese a Internet e inténtelo de nuevo.",
    unreadable: "El servicio dio una respuesta ilegible. Inténtelo de nuevo más tarde.",
    notNow: "No disponible ahora mismo.",
    other: "El servicio respondió: {title}.",
    retryAfter: "Inténtelo de nuevo en {duration}.",
    requestId: "Número de la solicitud:",
    copyRequestId: "Copiar el número de la solicitud",
  },
  unavailable: {
    other: "Este valor no está disponible ({reason}).",
  },
  live: {
    live: "En directo",
    connecting: "Conectando …",
    polling: "Consulta periódica",
  },
  offline: {
    line: "No hay conexión. Se muestra el último estado conocido.",
    nothing: "No hay conexión y no se conserva nada en este dispositivo.",
    hint: "En los ajustes puede elegir que lo último que vio se conserve en este dispositivo.",
  },
  notices: {
    loggedOut: "Se ha cerrado la sesión de {brand}.",
    loginLost: "{brand} ha puesto fin a su sesión.",
    loginEnded: "Ya no tiene la sesión iniciada en {brand}.",
    logInAgain: "Iniciar sesión de nuevo",
  },
  moved: {
    text: "Este servicio está ahora en {host}.",
    go: "Ir allí",
  },
  menu: {
    account: "Cuenta y ajustes",
    settings: "Ajustes",
    logOutOf: "Cerrar sesión de {brand}",
    logOutOfAll: "Cerrar todas las sesiones",
    addAccount: "Añadir otra cuenta",
    home: "Todos los coches",
  },
  energy: {
    electric: "Batería",
    fuel: "Combustible",
    range: "Autonomía",
    rangeOf: "{range} de autonomía",
  },
  charging: {
    until: "Cargando, fin previsto: {time}",
    rate: "Gana {rate} de autonomía por hora",
    delayed: "Enchufado, inicio de carga: {time}",
  },
  notFound: {
    title: "Aquí no hay nada",
    text: "Esta dirección no lleva a ninguna parte.",
    car: "Ninguna de sus cuentas tiene este coche.",
    home: "A todos los coches",
  },
} satisfies Texts<typeof en>;
