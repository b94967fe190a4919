import { KerbsideError, UnreadableError } from "./errors.js";
import type { CallOptions, Transport } from "./transport.js";

/** A client that the owner of the service has registered. */
export interface Client {
  /** Its id among the owner's `APPS`. */
  clientId: string;
  /** One of its redirect URIs, to the letter. */
  redirectUri: string;
}

/** A login that was begun. Keep it until the driver is back; it is a secret. */
export interface PendingLogin extends Client {
  /** Where to send the driver. */
  url: string;
  verifier: string;
  state: string;
}

/** What a login gives: an app its bearer, a page a cookie and the name of its account. */
export interface Login {
  /** Of an app: give it to `kerbside({ bearer })`, and keep it where the system keeps secrets. */
  bearer?: string;
  /** Of a page: the name of the account, for `account(slot)`. */
  slot?: string;
  /** Seconds that the login lasts at most. */
  expiresIn: number;
}

/**
 * The driver came back without a login. `message` is what the service says of it: `denied` for one who
 * changed their mind. `reason` is the `error` of RFC 6749, `access_denied` then; `invalid_state` is an
 * address that is not the answer to this login.
 */
export class LoginRefusedError extends KerbsideError {
  override name = "LoginRefusedError";
  readonly reason: string;

  constructor(reason: string, description: string | null) {
    super(description ?? reason);
    this.reason = reason;
  }
}

/** Begins a login of a registered client (RFC 6749 with the proof key of RFC 7636). */
export async function authorize(
  transport: Transport,
  client: Client,
  brand: string,
  maxAge?: number,
): Promise<PendingLogin> {
  const [verifier, state] = [random(), random()];
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const url = transport.url("/auth/authorize", {
    response_type: "code",
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: "S256",
    brand,
    max_age: maxAge,
  });
  return { ...client, url, verifier, state };
}

/** Ends a login with the address that the driver came back to. */
export async function redeem(
  transport: Transport,
  address: string,
  pending: Pick<PendingLogin, "clientId" | "redirectUri" | "verifier" | "state">,
  options?: CallOptions,
): Promise<Login> {
  const told = new URL(address).searchParams;
  const [code, error] = [told.get("code"), told.get("error")];
  // Another login's answer, or another server's (RFC 9700 section 4.4).
  const isOurs = told.get("state") === pending.state && told.get("iss") === transport.base;
  if (!isOurs || (code ?? error) === null) {
    throw new LoginRefusedError("invalid_state", "the address is not of this login");
  }
  if (error !== null) throw new LoginRefusedError(error, told.get("error_description"));
  const answer = await transport.call({
    ...options,
    operation: "oauth.token",
    path: "/auth/token",
    method: "POST",
    form: {
      grant_type: "authorization_code",
      code: code ?? "",
      redirect_uri: pending.redirectUri,
      client_id: pending.clientId,
      code_verifier: pending.verifier,
    },
  });
  const { access_token, slot, expires_in } = answer as Record<string, unknown>;
  if (typeof expires_in !== "number") throw new UnreadableError("the answer is not a login", 200);
  return {
    expiresIn: expires_in,
    ...(typeof access_token === "string" && { bearer: access_token }),
    ...(typeof slot === "string" && { slot }),
  };
}

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** Bytes as text that an address or a header may have. */
export const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
