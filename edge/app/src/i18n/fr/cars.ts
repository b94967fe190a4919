import type en from "../en/cars";
import type { Texts } from "../texts";

export default {
  title: "Vos voitures",
  search: "Rechercher une voiture",
  searchHint: "Nom, marque ou VIN",
  noMatch: "Aucune voiture ne correspond à « {query} ».",
  none: "Il n’y a pas encore de voiture dans ce compte.",
  noneHint: "Dès que le constructeur aura relié une voiture à votre compte, elle apparaîtra ici.",
  more: "Plus de voitures",
  shown: { one: "{n} voiture affichée", other: "{n} voitures affichées" },
  count: "{shown} sur {total}",
} satisfies Texts<typeof en>;
