import type en from "../en/map";
import type { Texts } from "../texts";

export default {
  label: "Karte des Standorts",
  title: "Letzter bekannter Ort",
  nowhere: "Kein Standort",
  found: "Art",
  facing: "Ausrichtung",
  heading: "{direction} ({degrees}°)",
  coordinates: "Koordinaten",
  estimated:
    "Dieser Ort wurde berechnet, nicht gemessen: Das Auto kann etwas entfernt davon stehen.",
  directions: "Route zum Auto",
  copy: "Koordinaten kopieren",
  plain: "Eine einfache Karte ohne Straßen: Für sie wird kein anderer Server gefragt.",
  streets: "Straßenkarte",
  streetsOff: "Sie käme von {host}, das dadurch erführe, wo das Auto steht.",
  streetsOn: "Sie kommt von {host}, das dadurch erfährt, wo das Auto steht.",
  keys: "Pfeiltasten bewegen die Karte, Plus und Minus zoomen.",
  zoomIn: "Vergrößern",
  zoomOut: "Verkleinern",
  recentre: "Karte wieder zentrieren",
  legend: "Der Pfeil weist dahin, wohin die Front zeigt.",
  tilesGone: "Die Straßenkarte lässt sich gerade nicht laden. Die einfache Karte bleibt.",
  failed:
    "Die Karte konnte nicht geladen werden. Bitte prüfen Sie die Verbindung und laden Sie neu.",
  compass: {
    north: "N",
    south: "S",
    east: "O",
    west: "W",
  },
  directionNames: {
    north: "Norden",
    northEast: "Nordosten",
    east: "Osten",
    southEast: "Südosten",
    south: "Süden",
    southWest: "Südwesten",
    west: "Westen",
    northWest: "Nordwesten",
  },
} satisfies Texts<typeof en>;
