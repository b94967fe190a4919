import type en from "../en/map";
import type { Texts } from "../texts";

export default {
  label: "Carte de l’endroit où se trouve la voiture",
  title: "Dernier lieu connu",
  nowhere: "Aucune position",
  found: "Type",
  facing: "Orientation",
  heading: "{direction} ({degrees}°)",
  coordinates: "Coordonnées",
  estimated: "Ce lieu a été calculé et non mesuré : la voiture peut se trouver un peu plus loin.",
  directions: "Itinéraire vers la voiture",
  copy: "Copier les coordonnées",
  plain: "Un plan sans rues : aucun autre serveur n’est interrogé pour l’afficher.",
  streets: "Plan des rues",
  streetsOff: "Il viendrait de {host}, qui apprendrait où se trouve la voiture.",
  streetsOn: "Il vient de {host}, qui apprend où se trouve la voiture.",
  keys: "Les flèches déplacent la carte, plus et moins zooment.",
  zoomIn: "Agrandir",
  zoomOut: "Réduire",
  recentre: "Recentrer la carte",
  legend: "La flèche indique l’orientation de la voiture.",
  tilesGone:
    "Le plan des rues ne peut pas être chargé pour le moment. Le plan simple reste affiché.",
  failed: "La carte n’a pas pu être chargée. Vérifiez votre connexion et rechargez la page.",
  compass: {
    north: "N",
    south: "S",
    east: "E",
    west: "O",
  },
  directionNames: {
    north: "Nord",
    northEast: "Nord-est",
    east: "Est",
    southEast: "Sud-est",
    south: "Sud",
    southWest: "Sud-ouest",
    west: "Ouest",
    northWest: "Nord-ouest",
  },
} satisfies Texts<typeof en>;
