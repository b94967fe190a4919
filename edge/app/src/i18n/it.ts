// All texts in Italian. A subject is a file of its own in each language.

import car from "./it/car";
import cars from "./it/cars";
import common from "./it/common";
import login from "./it/login";
import settings from "./it/settings";

export default { car, cars, common, login, settings };
