// All texts in English. A subject is a file of its own in each language.

import alerts from "./en/alerts";
import car from "./en/car";
import cars from "./en/cars";
import charging from "./en/charging";
import commands from "./en/commands";
import common from "./en/common";
import login from "./en/login";
import maintenance from "./en/maintenance";
import map from "./en/map";
import problems from "./en/problems";
import rules from "./en/rules";
import settings from "./en/settings";
import trip from "./en/trip";
import trips from "./en/trips";
import warnings from "./en/warnings";
import words from "./en/words";

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
