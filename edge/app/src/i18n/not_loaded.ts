// What is said when a part of the app cannot be loaded. It is in all languages at once, since that part
// may be the texts.

import type { Language } from "../service/preferences";

interface NotLoaded {
  readonly text: string;
  readonly reload: string;
}

export const NOT_LOADED: Record<Language, NotLoaded> = {
  en: {
    text: "A part of the app could not be loaded. Check your connection and reload.",
    reload: "Reload",
  },
  fr: {
    text: "Une partie de l’application n’a pas pu être chargée. Vérifiez votre connexion et rechargez.",
    reload: "Recharger",
  },
  de: {
    text: "Ein Teil der App konnte nicht geladen werden. Prüfen Sie die Verbindung und laden Sie neu.",
    reload: "Neu laden",
  },
  it: {
    text: "Non è stato possibile caricare una parte dell’app. Controlli la connessione e ricarichi.",
    reload: "Ricarica",
  },
  es: {
    text: "No se pudo cargar una parte de la aplicación. Compruebe la conexión y recargue.",
    reload: "Recargar",
  },
};
