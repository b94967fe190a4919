// An app, over a client library that is not ours. One step a run, its answer as JSON on standard
// output: the driver's browser is elsewhere in between.
//
//   node client.mjs begin ISSUER CLIENT_ID REDIRECT_URI BRAND
//   node client.mjs exchange ISSUER CLIENT_ID REDIRECT_URI ANSWERED STATE VERIFIER
//   node client.mjs call URL BEARER
//   node client.mjs revoke ISSUER CLIENT_ID BEARER

import * as oauth from "oauth4webapi";

const options = {
  // The edge of the tests is on this machine.
  [oauth.allowInsecureRequests]: true,
  signal: () => AbortSignal.timeout(30_000),
};

async function discover(issuer) {
  const url = new URL(issuer);
  const answer = await oauth.discoveryRequest(url, { algorithm: "oauth2", ...options });
  return oauth.processDiscoveryResponse(url, answer);
}

const steps = {
  async begin(issuer, client_id, redirect_uri, brand) {
    const server = await discover(issuer);
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const url = new URL(server.authorization_endpoint);
    url.search = new URLSearchParams({
      response_type: "code",
      client_id,
      redirect_uri,
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      brand,
    });
    return { url, verifier, state };
  },

  async exchange(issuer, client_id, redirect_uri, answered, state, verifier) {
    const server = await discover(issuer);
    const client = { client_id };
    const told = oauth.validateAuthResponse(server, client, new URL(answered), state);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      told,
      redirect_uri,
      verifier,
      options,
    );
    return oauth.processAuthorizationCodeResponse(server, client, answer);
  },

  async call(url, bearer) {
    const answer = await oauth.protectedResourceRequest(
      bearer,
      "GET",
      new URL(url),
      undefined,
      undefined,
      options,
    );
    return answer.json();
  },

  async revoke(issuer, client_id, bearer) {
    const server = await discover(issuer);
    const answer = await oauth.revocationRequest(
      server,
      { client_id },
      oauth.None(),
      bearer,
      options,
    );
    await oauth.processRevocationResponse(answer);
    return "revoked";
  },
};

const [step, ...given] = process.argv.slice(2);
try {
  console.log(JSON.stringify({ ok: await steps[step](...given) }));
} catch (error) {
  const { name, status } = error;
  const challenge = Array.isArray(error.cause) ? error.cause[0]?.parameters.error : undefined;
  console.log(JSON.stringify({ failed: { name, status, error: error.error ?? challenge } }));
}
