// Problems (RFC 9457), as far as the status of a car can meet them.

const CODES = {
  "method-not-allowed": [405, "This address does not take this method"],
  "not-found": [404, "Nothing is here"],
  "address-too-long": [414, "The address is too long"],
  "headers-too-large": [431, "The headers are too large"],
  "origin-not-allowed": [403, "This page may not use the service"],
  "csrf-header-missing": [403, "The call has no X-Kerbside header"],
  "too-many-requests": [429, "Too many requests"],
  "not-logged-in": [401, "Nobody is logged in"],
  "login-unavailable": [503, "The login service cannot be reached"],
  "relay-unreachable": [503, "The relay cannot be reached"],
  "relay-refuses-edge": [502, "The relay does not accept this service"],
  "upstream-too-large": [502, "The manufacturer's answer is too large"],
  "upstream-unreadable": [502, "The manufacturer's answer cannot be read"],
  internal: [500, "Something went wrong here"],
};
const RETRY_AFTER = { "relay-unreachable": 5 };

/** Why a call is not answered with a status. */
export class Problem extends Error {
  constructor(code, retryAfter = RETRY_AFTER[code]) {
    super(code);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  get status() {
    return CODES[this.code][0];
  }

  document(requestId) {
    const [status, title] = CODES[this.code];
    return JSON.stringify({
      type: `/problems/${this.code}`,
      title,
      status,
      code: this.code,
      requestId,
      retryAfter: this.retryAfter,
    });
  }
}
