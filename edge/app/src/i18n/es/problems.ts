// Qué no ha funcionado, y qué se puede hacer.

import type en from "../en/problems";
import type { Texts } from "../texts";

const owner = "No depende de usted. Avise al responsable de este servicio.";
const app = "No depende de usted. Avise a quien creó esta aplicación o página.";
const page = "Recargue la página. Si vuelve a ocurrir, avise al responsable de este servicio.";
const passing = "Suele pasar en unos minutos.";

export default {
  codes: {
    "not-logged-in": "No hay ninguna sesión iniciada. Inicie sesión.",
    "login-lost":
      "El fabricante ha cerrado su sesión. Vuelva a iniciarla; no se ha perdido nada más.",
    "choose-account": `Hay varias cuentas abiertas y no se eligió ninguna. ${page}`,
    "csrf-header-missing": `El servicio rechazó la petición por seguridad. ${page}`,
    "origin-not-allowed": `Esta página no puede usar el servicio. ${owner}`,
    "cookie-and-bearer": `La petición llevaba dos identidades a la vez. ${app}`,
    "eligibility-off": "El responsable de este servicio no ha activado esta consulta para usted.",
    "too-many-accounts": "No se pueden añadir más cuentas. Cierre antes la sesión de una.",
    "unknown-client": `Esta aplicación no está registrada aquí. ${app}`,
    "code-refused": "No se pudo completar el inicio de sesión. Vuelva a iniciar sesión.",
    "not-found": "Esto ya no existe. Los viajes y avisos se guardan unos dos meses.",
    "method-not-allowed": `El servicio no conoce esta petición. ${page}`,
    "unknown-brand": "Este servicio no ofrece esta marca. Elija otra.",
    "body-too-slow": "Su conexión a Internet fue demasiado lenta. Inténtelo de nuevo.",
    "body-too-large": "Es más de lo que admite el servicio. Acórtelo.",
    "invalid-parameter": "El servicio no puede usar uno de los datos. Revíselos.",
    "invalid-body": "El servicio no puede usar uno de los datos. Revíselos.",
    "unsupported-media-type": `El servicio no conoce esta petición. ${page}`,
    "address-too-long": "Es más de lo que admite el servicio. Elija menos.",
    "headers-too-large":
      "Borre en el navegador las cookies de este sitio y vuelva a iniciar sesión.",
    "too-many-requests": "Demasiadas peticiones en poco tiempo.",
    "limiter-unavailable": "Ahora el servicio no puede comprobarlo. No se ha hecho nada.",
    "vehicle-not-found": "Este coche ya no se conoce. Vuelva a elegirlo en la lista.",
    "not-this-drivers-vehicle":
      "Esta cuenta no tiene acceso al coche. Inicie sesión con la cuenta en la que está registrado y acepte compartir sus datos.",
    "consent-missing":
      "Falta su permiso para esto. Vuelva a iniciar sesión, concédalo y autorice a los socios en la app del fabricante.",
    "privacy-on":
      "El modo de privacidad del coche está activado. Desactívelo en el coche e inténtelo de nuevo.",
    "service-not-subscribed":
      "Este coche no tiene servicios conectados activos. Actívelos o renuévelos en la app del fabricante; los datos llegan tras unos viajes.",
    "telematics-box-replaced":
      "Se ha cambiado la unidad de conexión del coche. Haga que un taller o el servicio al cliente la registre y vuelva a iniciar sesión aquí.",
    "no-data-yet":
      "El coche aún no ha enviado esto. Conduzca un cuarto de hora, con los servicios conectados y sin modo de privacidad.",
    "rate-limited": "El fabricante no admite más peticiones ahora.",
    "upstream-unavailable": `El servicio del fabricante tiene dificultades. ${passing}`,
    "upstream-rejected":
      "El servicio del fabricante lo ha rechazado. Si vuelve a ocurrir, avise al responsable de este servicio.",
    "partner-access": `El fabricante no da acceso a este servicio. ${owner}`,
    "token-refused": "El fabricante aún no acepta su sesión. Si continúa, vuelva a iniciar sesión.",
    "upstream-unreachable": `No se puede llegar al servicio del fabricante. ${passing}`,
    "upstream-timeout": `El servicio del fabricante no respondió a tiempo. ${passing}`,
    "upstream-broken": `La respuesta del fabricante se cortó. ${passing}`,
    "upstream-unreadable": "La respuesta del fabricante no se puede usar.",
    "upstream-too-large":
      "La respuesta del fabricante es demasiado grande. Elija menos de una vez.",
    "certificate-refused": `El fabricante no da acceso a este servicio. ${owner}`,
    "upstream-not-trusted": `No se pudo reconocer el servicio del fabricante. ${owner}`,
    "upstream-certificate-expired":
      "El certificado del fabricante ha caducado. No depende de usted. Inténtelo más tarde.",
    "relay-unreachable": `No se puede llegar a una parte de este servicio. ${passing}`,
    "relay-busy": "Este servicio está ahora muy ocupado.",
    "relay-refuses-edge": `Este servicio no está bien configurado. ${owner}`,
    "action-not-allowed": "El responsable de este servicio no ha activado esta orden.",
    "fresh-login-required":
      "Por su seguridad, vuelva a iniciar sesión e inténtelo otra vez. Su sesión actual sigue abierta.",
    "idempotency-key-missing": `La orden no se envió. ${page}`,
    "idempotency-key-reused": `La orden no se envió. ${page}`,
    "not-supported-by-vehicle": "Según el fabricante, este coche no puede hacerlo.",
    "command-in-progress": "El coche ya está ejecutando una orden así. Espere a que termine.",
    "too-many-commands": "Demasiadas órdenes en poco tiempo. Esta no se ha ejecutado.",
    "ticket-invalid":
      "No se pudo abrir la conexión en directo. La página se actualiza de vez en cuando.",
    "too-many-connections":
      "Hay demasiadas ventanas abiertas. Esta se actualiza de vez en cuando; cierre otras.",
    "wake-ups-used-up":
      "Por ahora no se puede despertar el coche, para cuidar su batería. Arránquelo y enviará datos por sí mismo.",
    "no-writer": "Ahora el servicio no puede enviar órdenes. No se envió nada.",
    "command-not-found": "Esta orden ya no se guarda. Consulte el estado del coche.",
    "too-many-rules": "El coche ya tiene todas las reglas posibles. Elimine antes una.",
    "rule-refused":
      "El fabricante no acepta esta regla. Pruebe otras condiciones; si las rechaza todas, quizá otras aplicaciones ya ocupen todas las reglas permitidas.",
    "rule-not-found": "Esta regla ya no existe. Quizá se haya eliminado.",
    "vehicle-unreachable":
      "No se pudo llegar al coche. Quizá no tenga cobertura o la batería esté baja. Inténtelo más tarde o arránquelo.",
    "vehicle-battery-low":
      "La batería del coche está demasiado baja. Circule con él o cárguelo e inténtelo de nuevo.",
    "vehicle-in-use": "El coche está en uso. Apáguelo, baje e inténtelo de nuevo.",
    "vehicle-not-closed":
      "El coche no está cerrado. Cierre puertas, maletero y capó, e inténtelo de nuevo. Si sigue fallando, bloquéelo con la llave.",
    "key-inside":
      "Quizá haya una llave dentro del coche. Sáquela, cierre las puertas e inténtelo de nuevo.",
    "vehicle-stolen":
      "El coche consta como robado. Solo el servicio al cliente del fabricante puede cambiarlo.",
    "charging-fault":
      "El coche no puede cargar. Compruebe el cable y el punto de carga, y mire la pantalla del coche.",
    "cancelled-by-driver":
      "Alguien en el coche lo canceló. Vuelva a enviar la orden si hace falta.",
    "vehicle-error":
      "El coche no lo ha hecho. Inténtelo de nuevo o pruebe en la app del fabricante.",
    "not-received": "La orden no llegó al coche. Puede volver a enviarla sin riesgo.",
    "wrong-credentials":
      "El usuario y la contraseña no coinciden. Escríbalos como en la app del fabricante.",
    "login-unproven": "El fabricante no ha probado quién inició sesión. Inténtelo de nuevo.",
    "login-unavailable":
      "El inicio de sesión del fabricante no está disponible. Su sesión sigue abierta.",
    misconfigured: `Este servicio no está del todo configurado. ${owner}`,
    internal: "Algo ha fallado en este servicio. Dé el número de la petición a su responsable.",
  },
} satisfies Texts<typeof en>;
