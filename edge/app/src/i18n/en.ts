// All texts in English. A subject is a file of its own in each language.

import alerts from "./en/alerts";
import car from "./en/car";
import cars from "./en/cars";
import charging from "./en/charging";
import common from "./en/common";
import login from "./en/login";
import problems from "./en/problems";
import settings from "./en/settings";
import words from "./en/words";

export default { alerts, car, cars, charging, common, login, problems, settings, words };
