// All texts in German. A subject is a file of its own in each language.

import car from "./de/car";
import cars from "./de/cars";
import common from "./de/common";
import login from "./de/login";
import settings from "./de/settings";

export default { car, cars, common, login, settings };
