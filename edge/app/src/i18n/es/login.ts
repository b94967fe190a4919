import type en from "../en/login";
import type { Texts } from "../texts";

export default {
  title: "Su coche de un vistazo",
  lead: "Combustible, carga, autonomía, viajes y avisos, directamente del fabricante.",
  points: {
    level: "El nivel, la autonomía y el final de la carga",
    place: "Dónde está y cada viaje que ha hecho",
    alerts: "Sus avisos en palabras claras, con lo que hay que hacer",
  },
  another: "Añadir otra cuenta",
  choose: "Elija su marca",
  hint: "Inicia sesión con el fabricante. Su contraseña se queda allí.",
  reasons: {
    denied: "Se canceló el inicio de sesión.",
    expired: "Este inicio de sesión tardó demasiado o ya se había usado. Inicie sesión de nuevo.",
    unavailable:
      "Ahora mismo no se puede contactar con el servicio de inicio de sesión del fabricante. Inténtelo de nuevo más tarde.",
    misconfigured:
      "El fabricante no acepta este servicio. Su responsable debe revisar los ajustes.",
    "id-token-refused":
      "El fabricante no demostró quién inició sesión. Si vuelve a ocurrir, avise al responsable de este servicio.",
    "too-many-accounts":
      "Ya hay tantas cuentas con sesión iniciada como es posible. Cierre primero una.",
    failed: "El fabricante no inició su sesión. Inténtelo de nuevo.",
  },
} satisfies Texts<typeof en>;
