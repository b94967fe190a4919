// Who may call, and with which cookie: the checks of a request before anything is done for it.

import { Problem } from "./problem.js";

const MAX_ADDRESS = 8 * 1024;
const MAX_COOKIES = 16 * 1024;
const MAX_HEADERS = 32 * 1024;
const MAX_ACCOUNTS = 8;
const SITES = new Set(["same-origin", "same-site", "none"]);
const SLOT = /^[a-z2-7]{8}$/;
const ACCOUNT = "kerbside account v1";
const OBJECT_LENGTH = 32;
const SECRET_LENGTH = 16;

/** Refuses a request that is larger than one may be. */
export function checkSize(target, headers) {
  if (target.length > MAX_ADDRESS) throw new Problem("address-too-long");
  let [all, cookies] = [0, 0];
  for (const [name, value] of headers) {
    all += name.length + value.length;
    if (name === "cookie") cookies += value.length;
  }
  if (all > MAX_HEADERS || cookies > MAX_COOKIES) throw new Problem("headers-too-large");
}

/** Refuses a page that may not call. */
export function checkCaller(headers, settings) {
  const origin = headers.get("origin");
  if (origin === null) {
    const site = headers.get("sec-fetch-site");
    if (site !== null && !SITES.has(site)) throw new Problem("origin-not-allowed");
  } else if (!isAllowed(origin, settings)) {
    throw new Problem("origin-not-allowed");
  }
  if (headers.get("x-kerbside") !== "1") throw new Problem("csrf-header-missing");
}

const isAllowed = (origin, settings) =>
  origin === settings.origin || settings.allowedOrigins.has(origin);

/** The origin of another site's page that may read the answer. */
export function readingOrigin(headers, settings) {
  const origin = headers.get("origin");
  return origin !== null && settings.allowedOrigins.has(origin) ? origin : undefined;
}

/** The accounts whose cookies a request has. */
export function accounts(headers, settings) {
  const prefix = settings.isHttps ? "__Host-Http-ks-" : "ks-dev-";
  const opened = [];
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const equals = pair.indexOf("=");
    const name = pair.slice(0, Math.max(equals, 0)).trim();
    if (!name.startsWith(prefix) || !SLOT.test(name.slice(prefix.length))) continue;
    const handle = settings.sealKeys.open(ACCOUNT, name, pair.slice(equals + 1).trim());
    if (handle?.length !== OBJECT_LENGTH + SECRET_LENGTH) continue;
    const object = handle.subarray(0, OBJECT_LENGTH).toHex();
    opened.push({ object, secret: handle.subarray(OBJECT_LENGTH) });
    if (opened.length === MAX_ACCOUNTS) break;
  }
  return opened;
}
