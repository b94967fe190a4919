// All texts in French. A subject is a file of its own in each language.

import car from "./fr/car";
import cars from "./fr/cars";
import common from "./fr/common";
import login from "./fr/login";
import settings from "./fr/settings";

export default { car, cars, common, login, settings };
