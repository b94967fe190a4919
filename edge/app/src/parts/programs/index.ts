export { clockText } from "./clock";
export { Programs } from "./programs";
