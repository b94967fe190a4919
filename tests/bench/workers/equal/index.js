// A Worker by hand that answers GET /api/v1/vehicles/{id}/status as the edge does, byte for byte,
// and leaves nothing out that costs: the benchmark compares the edge with it.

import { accounts, checkCaller, checkSize, readingOrigin } from "./guard.js";
import { after, digestOf, isNewsAfter, MAX_BYTES, newState, repeated } from "./last_known.js";
import { writeLine } from "./log.js";
import { Problem } from "./problem.js";
import { call, unixSeconds } from "./relay.js";
import { toBase64 } from "./seal.js";
import { settings } from "./settings.js";
import { translate, unknownGroups } from "./status.js";

export { Session } from "./session.js";

const ROUTE = /^\/api\/v1\/vehicles\/([A-Za-z0-9_-]{1,256})\/status$/;
const TEMPLATE = "/api/v1/vehicles/{id}/status";
const UPSTREAM = "/connectedcar/v4/user/vehicles/";

export default {
  async fetch(request, env, context) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const requestId = bytes.toHex();
    const configured = settings(env);
    let [body, status, type] = [];
    try {
      body = await statusOf(request, env, context, configured, requestId);
      [status, type] = [200, "application/json"];
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem("internal");
      if (problem !== error) writeLine({ event: "internal", requestId, detail: error.message });
      body = problem.document(requestId);
      [status, type] = [problem.status, "application/problem+json"];
    }
    const headers = {
      "content-type": type,
      vary: "Origin",
      "cache-control": "no-store",
      "x-request-id": requestId,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
    };
    if (status === 401) headers["www-authenticate"] = "Cookie";
    if (configured.isHttps) headers["strict-transport-security"] = "max-age=31536000";
    const origin = readingOrigin(request.headers, configured);
    if (origin !== undefined) {
      headers["access-control-allow-origin"] = origin;
      headers["access-control-allow-credentials"] = "true";
      headers["access-control-expose-headers"] = "Retry-After, x-request-id";
      headers["cross-origin-resource-policy"] = "cross-origin";
    }
    writeLine({ event: "request", requestId, route: TEMPLATE, status });
    return new Response(body, { status, headers });
  },
};

async function statusOf(request, env, context, configured, requestId) {
  const { url, headers } = request;
  const target = url.slice(url.indexOf("/", url.indexOf("://") + 3));
  const [, id] = ROUTE.exec(target) ?? [];
  if (id === undefined) throw new Problem("not-found");
  if (request.method !== "GET") throw new Problem("method-not-allowed");
  checkSize(target, headers);
  checkCaller(headers, configured);
  const [account] = accounts(headers, configured);
  const key = account?.object ?? headers.get("cf-connecting-ip") ?? "-";
  const { success } = await env.API_LIMIT.limit({ key });
  if (!success) throw new Problem("too-many-requests");
  if (!account) throw new Problem("not-logged-in");

  const at = unixSeconds();
  const name = `status/${id}`;
  const session = env.SESSIONS.get(env.SESSIONS.idFromString(account.object));
  const secret = toBase64(account.secret);
  const { token, brand, lastKnown, unavailable } = await session.token(secret, name);
  if (unavailable) throw new Problem("login-unavailable", unavailable);
  if (token === undefined) throw new Problem("not-logged-in");

  const path = `${UPSTREAM}${id}/status`;
  const text = await call(configured, path, token, configured.realm(brand), requestId);
  const digest = configured.lastState ? digestOf(text) : undefined;
  const known = repeated(lastKnown, digest, at);
  if (known !== undefined) return known;
  const document = read(text, requestId);
  if (!configured.lastState) return JSON.stringify(document);
  const fresh = newState(name, document, at, digest);
  const { state, line } = merged(fresh, lastKnown);
  if (line) context.waitUntil(session.remember(secret, line));
  return JSON.stringify(state.document);
}

/** The upstream's document as ours. */
function read(text, requestId) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new Problem("upstream-unreadable");
  }
  const unread = [];
  const document = translate(json, unread);
  if (unread.length) {
    const detail = `${unread.length}: ${unread.slice(0, 16).join(" ")}`;
    writeLine({ event: "fields-unread", requestId, detail });
  }
  const unknown = unknownGroups(json);
  if (unknown.length) writeLine({ event: "groups-unknown", requestId, detail: unknown.join(" ") });
  return document;
}

/** The state that is known now, and what the session object is to be told of it, if anything. */
function merged(fresh, lastKnown) {
  const known = lastKnown && JSON.parse(lastKnown);
  const state = known ? after(fresh, known) : fresh;
  if (known && !isNewsAfter(state, known)) return { state };
  const line = JSON.stringify(state);
  return line.length <= MAX_BYTES ? { state, line: JSON.stringify(fresh) } : { state };
}
