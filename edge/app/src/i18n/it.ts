// All texts in Italian. A subject is a file of its own in each language.

import alerts from "./it/alerts";
import car from "./it/car";
import cars from "./it/cars";
import charging from "./it/charging";
import commands from "./it/commands";
import common from "./it/common";
import login from "./it/login";
import maintenance from "./it/maintenance";
import map from "./it/map";
import problems from "./it/problems";
import rules from "./it/rules";
import settings from "./it/settings";
import trip from "./it/trip";
import trips from "./it/trips";
import warnings from "./it/warnings";
import words from "./it/words";

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
