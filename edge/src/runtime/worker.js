// The Worker's entry module: what the platform calls, handed to the wasm, which is begun anew
// after it has ended itself.
//
// It stands for worker-build's shim, which puts two proxies around every call, and whose objects
// have no method that another Worker or object could call: the platform lets only those of a class
// that extends DurableObject be called.

import { DurableObject, WorkerEntrypoint } from "cloudflare:workers";
import * as wasm from "./index.js";

Error.stackTraceLimit = 100;

// The worker crate counts the instances of the wasm in it, and notes that a panic ended one.
const state = wasm.__worker_init_state();

// Only a trap ends the wasm, a panic's among them.
function notice(error) {
  if (error instanceof WebAssembly.RuntimeError) {
    console.error("Critical", error);
    state.criticalError = true;
  }
}

addEventListener("error", ({ error }) => notice(error));

// Calls the wasm.
function call(begin) {
  if (state.criticalError) {
    console.log("Reinitializing Wasm application");
    wasm.__wbg_reset_state();
    state.criticalError = false;
    state.instanceId += 1;
  }
  try {
    return begin();
  } catch (error) {
    notice(error);
    throw error;
  }
}

export default class extends WorkerEntrypoint {
  fetch(request) {
    return call(() => wasm.fetch(request, this.env, this.ctx));
  }
}

// A function that gives an object of the wasm's, made anew where it belonged to an instance that
// has ended.
function keep(make) {
  let kept;
  let instance;
  return () => {
    if (instance !== state.instanceId) {
      kept = make();
      instance = state.instanceId;
    }
    return kept;
  };
}

// The class of an object that answers messages.
function answering(make) {
  return class extends DurableObject {
    #object = keep(() => make(this.ctx, this.env));

    run(begin) {
      return call(() => begin(this.#object()));
    }

    answer(message) {
      return this.run((object) => object.answer(message));
    }

    alarm() {
      return this.run((object) => object.alarm());
    }
  };
}

export const Session = answering((context, env) => new wasm.Session(context, env));

export class Driver extends answering((context, env) => new wasm.Driver(context, env)) {
  notify(message) {
    return this.run((driver) => driver.notify(message));
  }

  // A connection, which the wasm accepts, or says why not.
  fetch(request) {
    const [client, server] = Object.values(new WebSocketPair());
    const message = request.headers.get("kerbside-connect");
    const reply = this.run((driver) => driver.connect(message, server));
    const headers = { "kerbside-reply": reply };
    if (reply !== '"done"') return new Response(null, { headers });
    return new Response(null, { status: 101, webSocket: client, headers });
  }

  // `ping` is answered by the platform. Nothing else is for a client to say.
  webSocketMessage(socket) {
    socket.close(1008, "");
  }

  webSocketClose(socket, code) {
    // The codes that only say what has happened to a connection cannot be sent.
    socket.close(code >= 3000 ? code : 1000, "");
  }
}

export class Attempts extends DurableObject {
  #attempts = keep(() => new wasm.Attempts(this.ctx, this.env));

  fetch(request) {
    return call(() => this.#attempts().fetch(request));
  }

  alarm() {
    return call(() => this.#attempts().alarm());
  }
}
