import { type Sending, sending } from "./commands.js";
import { type ForwardingConsent, forwardingConsent } from "./forwarding.js";
import { PATHS, type Resources } from "./generated/resources.js";
import { List, type PageOf } from "./list.js";
import { type RuleChanges, ruleChanges } from "./rules.js";
import type { CallOptions, Transport } from "./transport.js";
import type { Schemas } from "./types.js";

/**
 * An account: what can be read of it, what sends commands to its cars and has them watched, and what
 * opens a connection.
 */
export interface Account extends Resources {
  readonly commands: Resources["commands"] & Sending;
  readonly forwarding: Resources["forwarding"] & ForwardingConsent;
  readonly rules: Resources["rules"] & RuleChanges;
  readonly events: Resources["events"] & {
    /** A ticket for one live connection: `events()` gets them by itself. */
    ticket(options?: CallOptions): Promise<Schemas["LiveTicket"]>;
  };
}

/**
 * What can be read of an account, by the table of its paths. `account` is the part of the paths that
 * names it: nothing, or `accounts/{slot}/`.
 */
export function resources(transport: Transport, account: string): Account {
  const groups: Record<string, Record<string, (...given: unknown[]) => unknown>> = {};
  for (const operation of Object.keys(PATHS) as (keyof typeof PATHS)[]) {
    const [group = "", method = ""] = operation.split(".");
    groups[group] ??= {};
    groups[group][method] = (...given) => {
      const ids = [...given];
      const path = PATHS[operation].replace(/\{(\w+)\}/g, (_, name) => segment(name, ids.shift()));
      const { signal, ...query } = (ids[0] ?? {}) as CallOptions;
      const call = { operation, path: `/api/v1/${account}${path}`, ...(signal && { signal }) };
      // A cursor goes alone: what it continues is in it.
      const ask = (cursor?: string) =>
        transport.call({ ...call, query: cursor === undefined ? query : { cursor } });
      return method === "list" ? new List<PageOf<unknown>>(ask, signal) : ask();
    };
  }
  // The interface is generated from the same document as the table.
  const all = groups as unknown as Account;
  const car = (id: string) => `/api/v1/${account}vehicles/${segment("id", id)}`;
  const commands = (id: string) => `${car(id)}/commands`;
  Object.assign(all.commands, sending(transport, commands, all.commands.get));
  const rules = (id: string) => `${car(id)}/rules`;
  const rule = (id: string, ruid: string) => `${rules(id)}/${segment("ruid", ruid)}`;
  Object.assign(all.rules, ruleChanges(transport, rules, rule));
  Object.assign(all.events, {
    ticket: (options: CallOptions = {}) =>
      transport.call({
        ...options,
        operation: "events.ticket",
        path: `/api/v1/${account}events/tickets`,
        method: "POST",
        // One that nobody uses is only forgotten, and events wait for it.
        isLimited: true,
      }),
  });
  const path = `/api/v1/${account}events/forwarding`;
  Object.assign(all.forwarding, forwardingConsent(transport, path));
  return all;
}

/**
 * An identifier as a segment of a path. One that is missing, or a dot that an address is resolved by,
 * would ask for something else.
 */
export function segment(name: string, id: unknown): string {
  if (typeof id !== "string" || /^\.{0,2}$/.test(id))
    throw new TypeError(`${name} is not an identifier: ${id}`);
  return encodeURIComponent(id);
}
