export { PROPULSIONS, type Propulsion, type Split, splitOf, splitOfAll, type Trip } from "./split";
export { SplitBar } from "./split_bar";
export { consumptionOf, type EnergyType, formatConsumption, usedOn, usedOnAll } from "./used";
