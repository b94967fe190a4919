// All texts in Spanish. A subject is a file of its own in each language.

import alerts from "./es/alerts";
import car from "./es/car";
import cars from "./es/cars";
import charging from "./es/charging";
import commands from "./es/commands";
import common from "./es/common";
import login from "./es/login";
import maintenance from "./es/maintenance";
import map from "./es/map";
import problems from "./es/problems";
import rules from "./es/rules";
import settings from "./es/settings";
import trip from "./es/trip";
import trips from "./es/trips";
import warnings from "./es/warnings";
import words from "./es/words";

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
