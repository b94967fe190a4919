// Sealing: base64url of `1 | length of the key's id | key's id | nonce (24) | ciphertext and tag`,
// by XChaCha20-Poly1305 with a key for each purpose (HKDF-SHA256).

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";

const VERSION = 1;
const NONCE_LENGTH = 24;
const URL_SAFE = { alphabet: "base64url" };
const URL_SAFE_NO_PAD = { alphabet: "base64url", omitPadding: true };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const toBase64 = (bytes) => bytes.toBase64(URL_SAFE_NO_PAD);
export const fromBase64 = (text) => Uint8Array.fromBase64(text, URL_SAFE);
export const hash = (bytes) => sha256(bytes);
export const hashOfText = (text) => toBase64(sha256(encoder.encode(text)));

/** The sealing keys: the first seals, any opens. */
export class Keys {
  #keys = new Map();
  #derived = new Map();
  #first;

  constructor(text) {
    for (const entry of text.split(/\s+/)) {
      const [id, secret] = entry.split(":");
      this.#keys.set(id, Uint8Array.fromBase64(secret));
      this.#first ??= id;
    }
  }

  /** What was sealed for this purpose and context; undefined for anything else. */
  open(purpose, context, sealed) {
    try {
      const envelope = fromBase64(sealed);
      if (envelope[0] !== VERSION) return undefined;
      const begin = 2 + envelope[1];
      const key = this.#key(decoder.decode(envelope.subarray(2, begin)), purpose);
      const nonce = envelope.subarray(begin, begin + NONCE_LENGTH);
      const cipher = xchacha20poly1305(key, nonce, encoder.encode(context));
      return cipher.decrypt(envelope.subarray(begin + NONCE_LENGTH));
    } catch {
      return undefined;
    }
  }

  /** Seals a text. */
  seal(purpose, context, text) {
    const id = encoder.encode(this.#first);
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_LENGTH));
    const cipher = xchacha20poly1305(
      this.#key(this.#first, purpose),
      nonce,
      encoder.encode(context),
    );
    const sealed = cipher.encrypt(encoder.encode(text));
    const envelope = new Uint8Array(2 + id.length + NONCE_LENGTH + sealed.length);
    envelope.set([VERSION, id.length]);
    envelope.set(id, 2);
    envelope.set(nonce, 2 + id.length);
    envelope.set(sealed, 2 + id.length + NONCE_LENGTH);
    return toBase64(envelope);
  }

  /** The key of an id for a purpose, derived once. */
  #key(id, purpose) {
    const name = `${id} ${purpose}`;
    let key = this.#derived.get(name);
    if (!key) {
      key = hkdf(sha256, this.#keys.get(id), undefined, encoder.encode(purpose), 32);
      this.#derived.set(name, key);
    }
    return key;
  }
}
