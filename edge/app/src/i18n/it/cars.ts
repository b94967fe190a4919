import type en from "../en/cars";
import type { Texts } from "../texts";

export default {
  title: "Le Sue auto",
  search: "Cerca un’auto",
  searchHint: "Nome, marca o VIN",
  noMatch: "Nessuna auto corrisponde a «{query}».",
  none: "In questo account non c’è ancora nessuna auto.",
  noneHint: "Appena il costruttore avrà collegato un’auto al Suo account, comparirà qui.",
  more: "Altre auto",
  shown: { one: "{n} auto mostrata", other: "{n} auto mostrate" },
  count: "{shown} di {total}",
} satisfies Texts<typeof en>;
