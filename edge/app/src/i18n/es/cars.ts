import type en from "../en/cars";
import type { Texts } from "../texts";

export default {
  title: "Sus coches",
  search: "Buscar un coche",
  searchHint: "Nombre, marca o VIN",
  noMatch: "Ningún coche coincide con «{query}».",
  none: "Todavía no hay ningún coche en esta cuenta.",
  noneHint: "En cuanto el fabricante vincule un coche a su cuenta, aparecerá aquí.",
  more: "Más coches",
  shown: { one: "{n} coche mostrado", other: "{n} coches mostrados" },
  count: "{shown} de {total}",
} satisfies Texts<typeof en>;
