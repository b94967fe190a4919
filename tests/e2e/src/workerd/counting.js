// The Worker, and a word in the log whenever a driver's object begins: made for the first time, or
// woken.

import edge, { Driver as Counted } from "./index.js";

export * from "./index.js";
export default edge;

export class Driver extends Counted {
  constructor(context, env) {
    super(context, env);
    console.log("a driver's object begins");
  }
}
