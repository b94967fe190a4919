// An identity provider that is not ours, at the paths that the manufacturer's has. It tells what
// it does, a JSON object a line.
//
//   node provider.mjs PORT CLIENT_ID CLIENT_SECRET REDIRECT_URI [WRONG]
//
// WRONG is a JSON object of what is wrong with it: `clock`, the seconds that its clock is ahead;
// `algorithm`, by which it signs; `replays`, whether it answers every login with the id_token of
// the first. A second client, `another`, has the same secret and redirect URI.

import { generateKeyPairSync } from "node:crypto";
import { Provider } from "oidc-provider";

const [port, clientId, clientSecret, redirectUri, wrong = "{}"] = process.argv.slice(2);
const { clock = 0, algorithm = "RS256", replays = false } = JSON.parse(wrong);
const now = Date.now;
Date.now = () => now() + clock * 1000;
const say = (event, more) => console.log(JSON.stringify({ event, ...more }));

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = { ...privateKey.export({ format: "jwk" }), kid: "first", use: "sig", alg: "RS256" };

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [clientId, "another"].map((client_id) => ({
    client_id,
    client_secret: clientSecret,
    redirect_uris: [redirectUri],
    grant_types: ["authorization_code", "refresh_token"],
    id_token_signed_response_alg: algorithm,
  })),
  jwks: { keys: [key] },
  enabledJWA: { idTokenSigningAlgValues: [algorithm] },
  pkce: { required: () => true },
  features: { revocation: { enabled: true } },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  // Shorter than the edge's margin: the first call needs a refresh.
  ttl: {
    AccessToken: 30,
    IdToken: 600,
    Grant: 3600,
    Interaction: 3600,
    RefreshToken: 3600,
    Session: 3600,
  },
  scopes: ["openid", "profile"],
  routes: {
    authorization: "/am/oauth2/authorize",
    token: "/am/oauth2/access_token",
    revocation: "/am/oauth2/token/revoke",
    jwks: "/am/oauth2/connect/jwk_uri",
  },
});

let first;
provider.use(async (ctx, next) => {
  await next();
  if (!replays || !ctx.body?.id_token) return;
  first ??= ctx.body.id_token;
  ctx.body.id_token = first;
});

provider.on("grant.success", ({ oidc }) => say("grant", { type: oidc.params.grant_type }));
provider.on("grant.error", (_, error) =>
  say("refused", { error: error.error_description ?? error.message }),
);
provider.on("refresh_token.consumed", () => say("rotated"));
provider.on("grant.revoked", () => say("revoked"));
provider.on("revocation.error", (_, error) => say("refused", { error: error.message }));
provider.on("server_error", (_, error) => say("broken", { error: error.stack }));

const server = provider.listen(Number(port), "127.0.0.1", () => say("listening"));
process.on("SIGTERM", () => server.close(() => process.exit(0)));
