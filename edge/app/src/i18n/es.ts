// All texts in Spanish. A subject is a file of its own in each language.

import car from "./es/car";
import cars from "./es/cars";
import common from "./es/common";
import login from "./es/login";
import settings from "./es/settings";

export default { car, cars, common, login, settings };
