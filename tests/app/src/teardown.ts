import { writeIndex } from "./screens.js";

export default writeIndex;
