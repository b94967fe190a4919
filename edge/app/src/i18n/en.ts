// All texts in English. A subject is a file of its own in each language.

import car from "./en/car";
import cars from "./en/cars";
import common from "./en/common";
import login from "./en/login";
import settings from "./en/settings";

export default { car, cars, common, login, settings };
