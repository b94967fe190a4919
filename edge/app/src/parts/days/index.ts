export { DAYS, type Day, dayName, daysText } from "./day_names";
export { Days } from "./days";
