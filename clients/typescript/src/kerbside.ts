import { type Account, resources, segment } from "./account.js";
import { UnreadableError } from "./errors.js";
import { authorize, type Client, type Login, type PendingLogin, redeem } from "./login.js";
import { type CallOptions, type KerbsideOptions, Transport } from "./transport.js";
import type { Answer } from "./types.js";

/** A service. What can be read of an account is there too, for when a single one is logged in. */
export interface Kerbside extends Account {
  /** The account of a slot: `session()` has the slots of all that are logged in. */
  account(slot: string): Account;
  /** Who is logged in, and the brands on offer. */
  session(options?: CallOptions): Promise<Answer<"session.get">>;
  /** The brands on offer. */
  brands(options?: CallOptions): Promise<Answer<"brands.list">>;
  /** What the owner of the service has switched on. It needs no login. */
  readonly app: { get(options?: CallOptions): Promise<Answer<"app.get">> };
  /**
   * What a car can do before it is enrolled, by its VIN. It needs no login, and is off unless the
   * owner of the service lets everyone ask. That a car is able to something says nothing of whether
   * its driver can subscribe to it.
   */
  eligibility(
    vin: string,
    brand: string,
    options?: CallOptions,
  ): Promise<Answer<"eligibility.ask">>;
  /**
   * Leads a page of the service's own site to the login of a brand. The driver comes back to
   * `returnTo`, by default this page; after a login that came to nothing, with `login_error`.
   */
  login(brand: string, returnTo?: string): void;
  /**
   * Begins a login of a registered client: an app, or a page of another site. Keep what it gives,
   * and send the driver to its `url`. With `maxAge` the driver proves anew who they are, unless they
   * did so that many seconds ago: what `fresh-login-required` asks for.
   */
  authorize(client: Client, brand: string, maxAge?: number): Promise<PendingLogin>;
  /** Ends that login with the address that the driver came back to. */
  redeem(address: string, pending: PendingLogin, options?: CallOptions): Promise<Login>;
  /** Logs this browser out: of the account of a slot, or of all. */
  logout(slot?: string, options?: CallOptions): Promise<void>;
  /** Ends the session behind the bearer of an app. */
  revoke(clientId: string, options?: CallOptions): Promise<void>;
}

/** The service at an origin. Nothing is called before something is asked. */
export function kerbside(options: KerbsideOptions = {}): Kerbside {
  const transport = new Transport(options);
  return {
    ...resources(transport, ""),
    account: (slot) => resources(transport, `accounts/${segment("slot", slot)}/`),
    async session(options) {
      const call = { ...options, operation: "session.get", path: "/auth/session" } as const;
      return having("accounts", (await transport.call(call)) as Answer<"session.get">);
    },
    async brands(options) {
      const call = { ...options, operation: "brands.list", path: "/api/v1/brands" } as const;
      return having("items", (await transport.call(call)) as Answer<"brands.list">);
    },
    app: {
      async get(options) {
        const call = { ...options, operation: "app.get", path: "/api/v1/app" } as const;
        return having("actions", (await transport.call(call)) as Answer<"app.get">);
      },
    },
    async eligibility(vin, brand, options) {
      const answer = await transport.call({
        ...options,
        operation: "eligibility.ask",
        path: "/api/v1/eligibility",
        method: "POST",
        json: { vin, brand },
      });
      return having("actions", answer as Answer<"eligibility.ask">);
    },
    login(brand, returnTo = location.href) {
      location.assign(transport.url("/auth/login", { brand, return_to: returnTo }));
    },
    authorize: (client, brand, maxAge) => authorize(transport, client, brand, maxAge),
    redeem: (address, pending, options) => redeem(transport, address, pending, options),
    async logout(slot, options) {
      await transport.call({
        ...options,
        operation: "session.logOut",
        path: "/auth/logout",
        query: { account: slot },
        method: "POST",
        answersNothing: true,
      });
    },
    async revoke(clientId, options) {
      if (transport.bearer === undefined) throw new TypeError("there is no bearer to revoke");
      await transport.call({
        ...options,
        operation: "oauth.revoke",
        path: "/auth/revoke",
        form: { token: transport.bearer, client_id: clientId },
        method: "POST",
        answersNothing: true,
      });
    },
  };
}

/** An answer that has a list under a name. What is asked first shows whether `base` is right. */
function having<Body extends object>(name: keyof Body, answer: Body): Body {
  if (!Array.isArray(answer[name])) throw new UnreadableError(`there are no ${String(name)}`, 200);
  return answer;
}
