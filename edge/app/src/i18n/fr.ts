// All texts in French. A subject is a file of its own in each language.

import alerts from "./fr/alerts";
import car from "./fr/car";
import cars from "./fr/cars";
import charging from "./fr/charging";
import commands from "./fr/commands";
import common from "./fr/common";
import login from "./fr/login";
import maintenance from "./fr/maintenance";
import map from "./fr/map";
import problems from "./fr/problems";
import rules from "./fr/rules";
import settings from "./fr/settings";
import trip from "./fr/trip";
import trips from "./fr/trips";
import warnings from "./fr/warnings";
import words from "./fr/words";

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
