// All texts in German. A subject is a file of its own in each language.

import alerts from "./de/alerts";
import car from "./de/car";
import cars from "./de/cars";
import charging from "./de/charging";
import commands from "./de/commands";
import common from "./de/common";
import login from "./de/login";
import maintenance from "./de/maintenance";
import map from "./de/map";
import problems from "./de/problems";
import rules from "./de/rules";
import settings from "./de/settings";
import trip from "./de/trip";
import trips from "./de/trips";
import warnings from "./de/warnings";
import words from "./de/words";

export default {
  alerts,
  car,
  cars,
  charging,
  commands,
  common,
  login,
  maintenance,
  map,
  problems,
  rules,
  settings,
  trip,
  trips,
  warnings,
  words,
};
