import type { CallOptions, Transport } from "./transport.js";
import type { Schemas } from "./types.js";

/** The driver's consent that the owner's own server has their events. */
export interface ForwardingConsent {
  /**
   * Notes that the driver has agreed, or withdraws that. Ask them first, show them the `to` of
   * `forwarding.get()`, and give it back: if the service forwards to another server by now, nothing is
   * agreed to (`action-not-allowed`). It may be called again. Only the service's own pages, and those that may send
   * commands, can agree; any caller can withdraw it.
   */
  set(on: boolean, options?: CallOptions & { to?: string }): Promise<Schemas["Forwarding"]>;
}

/** The method, by the transport and the path of the consent. */
export const forwardingConsent = (transport: Transport, path: string): ForwardingConsent => ({
  async set(on, { to, ...options } = {}) {
    return (await transport.call({
      ...options,
      operation: "forwarding.set",
      path,
      method: "PUT",
      json: { on, to },
    })) as Schemas["Forwarding"];
  },
});
