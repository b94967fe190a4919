// One call through a relay: signed by RFC 9421 in the one fixed profile, sent, and its answer read.

import { writeLine } from "./log.js";
import { Problem } from "./problem.js";

const COVERED = '("@method" "@authority" "@path" "@query" "authorization" "x-introspect-realm")';
const LIFETIME = 15;
const TIMEOUT = 12_000;
const MAX_BODY = 1024 * 1024;
const MAX_DRIFT = 600;
/** By how many seconds a relay's clock is ahead of ours, and when that was found. */
const DRIFT_SECONDS = 300;
const drifts = new Map();
const encoder = new TextEncoder();

/** The body of the upstream's answer to a call, tried at the relays in their order. */
export async function call(settings, path, token, realm, requestId) {
  let last = new Problem("relay-unreachable");
  for (const relay of settings.relays) {
    const now = unixSeconds();
    const known = drifts.get(relay.url);
    const drift = known && now - known.at < DRIFT_SECONDS ? known.seconds : 0;
    let outcome = await attempt(settings, relay, path, token, realm, requestId, now + drift);
    if (outcome.clock !== undefined) {
      drifts.delete(relay.url);
      const then = unixSeconds();
      if (Math.abs(outcome.clock - then) <= MAX_DRIFT) {
        const seconds = outcome.clock - then;
        outcome = await attempt(settings, relay, path, token, realm, requestId, outcome.clock);
        if (outcome.body !== undefined) drifts.set(relay.url, { at: then, seconds });
      }
    }
    if (outcome.body !== undefined) return outcome.body;
    last = outcome.problem;
  }
  throw last;
}

export const unixSeconds = () => Math.floor(Date.now() / 1000);

async function attempt(settings, relay, path, token, realm, requestId, created) {
  const authorization = `Bearer ${token}`;
  const nonce = crypto.getRandomValues(new Uint8Array(24));
  const parameters =
    `${COVERED};created=${created};expires=${created + LIFETIME}` +
    `;nonce="${nonce.subarray(0, 16).toBase64()}";keyid="${settings.relayKeyId}"` +
    ';alg="hmac-sha256";tag="kerbside-relay-v1"';
  const base =
    `"@method": GET\n"@authority": ${relay.authority}\n"@path": ${path}\n"@query": ?\n` +
    `"authorization": ${authorization}\n"x-introspect-realm": ${realm}\n` +
    `"@signature-params": ${parameters}`;
  const mac = await crypto.subtle.sign("HMAC", await settings.relayKey, encoder.encode(base));
  const signature = new Uint8Array(mac).toBase64();
  let response;
  let body;
  try {
    response = await fetch(relay.url + path, {
      headers: {
        authorization,
        "x-introspect-realm": realm,
        "x-request-id": requestId,
        traceparent: `00-${requestId}-${nonce.subarray(16).toHex()}-01`,
        "signature-input": `edge=${parameters}`,
        signature: `edge=:${signature}:`,
      },
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    body = await whole(response);
  } catch (error) {
    if (error instanceof Problem) throw error;
    log(relay, requestId, "relay-unreachable", undefined, "no whole answer");
    return { problem: new Problem("relay-unreachable") };
  }
  const word = response.headers.get("relay-answer");
  if (word === "upstream") return { body: success(response, body) };
  return failure(relay, requestId, word, response, body);
}

/** The whole text of an answer, which has a limit. */
async function whole(response) {
  const length = response.headers.get("content-length");
  if (length !== null && Number(length) <= MAX_BODY) return response.text();
  const decoder = new TextDecoder();
  let [text, read] = ["", 0];
  for await (const chunk of response.body ?? []) {
    read += chunk.length;
    if (read > MAX_BODY) throw new Problem("upstream-too-large");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function success(response, body) {
  if (response.status < 200 || response.status > 299) throw new Problem("internal");
  return body;
}

function failure(relay, requestId, word, response, body) {
  if (word === null) {
    log(relay, requestId, "not-the-relay", response.status, "no relay-answer header");
    return { problem: new Problem("relay-unreachable") };
  }
  const { code } = JSON.parse(body);
  log(relay, requestId, code, response.status, word);
  if (code !== "signature-refused") throw new Problem("internal");
  const clock = Number(response.headers.get("relay-clock") ?? Number.NaN);
  const problem = new Problem("relay-refuses-edge");
  return Number.isNaN(clock) ? { problem } : { problem, clock };
}

function log(relay, requestId, outcome, status, detail) {
  writeLine({ event: "relay", requestId, status, outcome, detail: `${relay.url}: ${detail}` });
}
