export { DAYS, type Day, daysText } from "./day_names";
export { Days } from "./days";
