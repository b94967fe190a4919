// Logins of registered clients, by code and proof key, and their end.

import {
  KerbsideError,
  kerbside,
  LoginRefusedError,
  ProblemError,
  UnreadableError,
} from "kerbside";
import { afterEach, expect, test, vi } from "vitest";
import { rejection, send, serve } from "./server.js";

const client = { clientId: "front", redirectUri: "https://front.example/callback" };

afterEach(() => void vi.restoreAllMocks());

/** A login that was begun, and the address that the driver comes back to, with changes. */
async function begun(base: string) {
  const pending = await kerbside({ base }).authorize(client, "peugeot");
  const back = (changes: Record<string, string>) => {
    const told = { code: "one-time", state: pending.state, iss: base, ...changes };
    return `${client.redirectUri}?${new URLSearchParams(told)}`;
  };
  return { pending, back };
}

test("the proof key is that of RFC 7636 appendix B", async () => {
  const octets = [
    116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77,
    105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
  ];
  vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
    (array as unknown as Uint8Array).set(octets);
    return array;
  });
  const pending = await kerbside({ base: "https://kerbside.example.com" }).authorize(
    client,
    "peugeot",
  );
  expect(pending.verifier).toBe("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  const url = new URL(pending.url);
  expect(`${url.origin}${url.pathname}`).toBe("https://kerbside.example.com/auth/authorize");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: "code",
    client_id: "front",
    redirect_uri: "https://front.example/callback",
    state: pending.state,
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
    brand: "peugeot",
  });
});

test("each login has a state and a verifier of its own", async () => {
  const one = await begun("https://kerbside.example.com");
  const two = await begun("https://kerbside.example.com");
  const secrets = [one, two].flatMap(({ pending }) => [pending.state, pending.verifier]);
  expect(new Set(secrets).size).toBe(4);
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/);
});

test("a code is exchanged for a bearer, as a form without any header of ours", async () => {
  const { base, asked } = await serve((response) =>
    send(response, 200, { access_token: "secret", token_type: "bearer", expires_in: 60 }),
  );
  const { pending, back } = await begun(base);
  expect(await kerbside({ base }).redeem(back({}), pending)).toEqual({
    bearer: "secret",
    expiresIn: 60,
  });
  const { method, url, headers, body } = asked[0] ?? expect.unreachable();
  expect(`${method} ${url}`).toBe("POST /auth/token");
  expect(headers["content-type"]).toBe("application/x-www-form-urlencoded;charset=UTF-8");
  expect(headers["x-kerbside"]).toBeUndefined();
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    grant_type: "authorization_code",
    code: "one-time",
    client_id: "front",
    redirect_uri: client.redirectUri,
    code_verifier: pending.verifier,
  });
});

test("a page is given the name of its account", async () => {
  const { base } = await serve((response) =>
    send(response, 200, { token_type: "cookie", slot: "a1", expires_in: 60 }),
  );
  const { pending, back } = await begun(base);
  expect(await kerbside({ base }).redeem(back({}), pending)).toEqual({ slot: "a1", expiresIn: 60 });
});

test("the answer to another login, or of another server, is refused and its code not sent", async () => {
  const { base, asked } = await serve((response) => send(response, 200, { expires_in: 60 }));
  const { pending, back } = await begun(base);
  const withoutIssuer = back({}).replace(/&iss=[^&]*/, "");
  for (const address of [
    back({ state: "foreign" }),
    back({ iss: "https://evil.example" }),
    back({ state: "foreign", error: "access_denied" }),
    withoutIssuer,
    back({}).replace("code=", "cod="),
    client.redirectUri,
  ]) {
    const error = await rejection(kerbside({ base }).redeem(address, pending));
    expect(error, address).toBeInstanceOf(LoginRefusedError);
    expect(error).toMatchObject({ reason: "invalid_state" });
  }
  expect(asked).toEqual([]);
});

test("a login that came to nothing is refused with its reason", async () => {
  const { base, asked } = await serve((response) => send(response, 200, {}));
  const { pending, back } = await begun(base);
  const address = back({ error: "access_denied", error_description: "denied" });
  const error = await rejection(kerbside({ base }).redeem(address, pending));
  expect(error).toBeInstanceOf(KerbsideError);
  expect(error).toMatchObject({
    name: "LoginRefusedError",
    reason: "access_denied",
    message: "denied",
  });
  expect(asked).toEqual([]);
});

test("a code that is refused is a problem, with the words of OAuth kept", async () => {
  const told = {
    error: "invalid_grant",
    error_description: "The code is used up",
    code: "code-refused",
  };
  const { base } = await serve((response) => send(response, 400, told));
  const { pending, back } = await begun(base);
  const error = await rejection(kerbside({ base }).redeem(back({}), pending));
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({
    operation: "oauth.token",
    code: "code-refused",
    message: "The code is used up",
    problem: { error: "invalid_grant", type: "/problems/code-refused", status: 400 },
  });
});

test("an answer that is no login is unreadable", async () => {
  const { base } = await serve((response) => send(response, 200, { items: [] }));
  const { pending, back } = await begun(base);
  expect(await rejection(kerbside({ base }).redeem(back({}), pending))).toBeInstanceOf(
    UnreadableError,
  );
});

test("an app's session is ended by its bearer, and what is answered is empty", async () => {
  const { base, asked } = await serve((response) => response.writeHead(200).end());
  expect(await kerbside({ base, bearer: "secret" }).revoke("app")).toBeUndefined();
  expect(asked[0]).toMatchObject({
    method: "POST",
    url: "/auth/revoke",
    body: "token=secret&client_id=app",
  });
  expect(asked[0]?.headers.authorization).toBeUndefined();
  expect(await rejection(kerbside({ base }).revoke("app"))).toBeInstanceOf(TypeError);
  expect(asked).toHaveLength(1);
});
