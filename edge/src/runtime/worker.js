// The Worker's entry module: what the platform calls, handed to the wasm, which is begun anew
// after it has ended itself.
//
// It stands for worker-build's shim, which puts two proxies around every call, and whose objects
// can't be called but by a request.

import { DurableObject, WorkerEntrypoint } from "cloudflare:workers";
import * as wasm from "./index.js";

Error.stackTraceLimit = 100;

// Counts the instances of the wasm.
let instance = 0;
let hasEnded = false;

// Only a trap ends the wasm, a panic's among them.
function notice(error) {
  if (error instanceof WebAssembly.RuntimeError && !hasEnded) {
    console.error("Critical", error);
    hasEnded = true;
  }
}

addEventListener("error", ({ error }) => notice(error));
addEventListener("unhandledrejection", ({ reason }) => notice(reason));

// Calls the wasm. What it is handed ends the promise.
function call(begin) {
  if (hasEnded) {
    console.log("Reinitializing Wasm application");
    wasm.__wbg_reset_state();
    hasEnded = false;
    instance += 1;
  }
  return new Promise((resolve, reject) => {
    try {
      begin(resolve, (reason) => reject(new Error(reason)));
    } catch (error) {
      notice(error);
      throw error;
    }
  });
}

export default class extends WorkerEntrypoint {
  fetch(request) {
    return call((resolve) => wasm.answer(request, this.env, this.ctx, resolve));
  }
}

// An object of the wasm's, made anew where it belonged to an instance that has ended.
function keep(make) {
  let kept;
  let of = -1;
  return () => {
    if (of !== instance) {
      kept = make();
      of = instance;
    }
    return kept;
  };
}

export class Session extends DurableObject {
  #session = keep(() => new wasm.Session(this.ctx.storage, this.env));

  answer(message) {
    return call((resolve, reject) => this.#session().answer(message, resolve, reject));
  }

  alarm() {
    return call((resolve, reject) => this.#session().alarm(resolve, reject));
  }
}

export class Attempts extends DurableObject {
  #attempts = keep(() => new wasm.Attempts(this.ctx.storage));

  count() {
    return call((resolve, reject) => this.#attempts().count(resolve, reject));
  }

  alarm() {
    return call((resolve, reject) => this.#attempts().alarm(resolve, reject));
  }
}
