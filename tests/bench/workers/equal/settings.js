// The settings, read anew once they have changed.

import { Keys } from "./seal.js";

const NAMES = [
  "PUBLIC_ORIGIN",
  "ALLOWED_ORIGINS",
  "RELAY_URL",
  "RELAY_KEY",
  "SEAL_KEYS",
  "LAST_STATE",
  "SESSION_IDLE_DAYS",
  "SESSION_MAX_DAYS",
];
const REALMS = {
  peugeot: "clientsB2CPeugeot",
  citroen: "clientsB2CCitroen",
  ds: "clientsB2CDS",
  opel: "clientsB2COpel",
  vauxhall: "clientsB2CVauxhall",
};
const DAY = 86_400;

let kept;

/** The settings of a deployment. */
export function settings(env) {
  if (!kept || NAMES.some((name) => env[name] !== kept.values[name])) kept = read(env);
  return kept;
}

function read(env) {
  const words = (name) => (env[name] ?? "").split(/\s+/).filter(Boolean);
  const separator = env.RELAY_KEY.indexOf(":");
  return {
    values: Object.fromEntries(NAMES.map((name) => [name, env[name]])),
    origin: env.PUBLIC_ORIGIN,
    isHttps: env.PUBLIC_ORIGIN.startsWith("https:"),
    allowedOrigins: new Set(words("ALLOWED_ORIGINS")),
    relays: words("RELAY_URL").map((url) => ({ url, authority: new URL(url).host })),
    relayKeyId: env.RELAY_KEY.slice(0, separator),
    relayKey: crypto.subtle.importKey(
      "raw",
      Uint8Array.fromBase64(env.RELAY_KEY.slice(separator + 1)),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["sign"],
    ),
    sealKeys: new Keys(env.SEAL_KEYS),
    lastState: env.LAST_STATE !== "off",
    idle: Number(env.SESSION_IDLE_DAYS || 30) * DAY,
    realm: (brand) => env[`REALM_${brand.toUpperCase()}`] || REALMS[brand],
  };
}
