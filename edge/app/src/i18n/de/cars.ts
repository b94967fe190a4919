import type en from "../en/cars";
import type { Texts } from "../texts";

export default {
  title: "Ihre Autos",
  search: "Auto suchen",
  searchHint: "Name, Marke oder FIN",
  noMatch: "Kein Auto passt zu „{query}“.",
  none: "In diesem Konto ist noch kein Auto.",
  noneHint: "Sobald der Hersteller ein Auto mit Ihrem Konto verbunden hat, erscheint es hier.",
  more: "Mehr Autos",
  shown: { one: "{n} Auto angezeigt", other: "{n} Autos angezeigt" },
  count: "{shown} von {total}",
} satisfies Texts<typeof en>;
