// What no page may do, in any journey: violate its Content-Security-Policy, ask a host that nobody
// configured, or fail in a way the journey did not bring about.

import type { BrowserContext, ConsoleMessage, Page, Request } from "@playwright/test";
import type { Chain } from "./chain.js";

/** The name by which a page reports a violation of its policy to the test. */
const REPORT = "reportPolicyViolation";

/** What a browser says where a login is over: of an answer, and of a connection that was being opened. */
export const LOGIN_OVER =
  /status of 401|WebSocket connection .* failed: HTTP Authentication failed/;

export class Watch {
  readonly #chain: Chain;
  readonly #allowed: Set<string>;
  readonly #expected: RegExp[] = [];
  readonly #found: string[] = [];

  constructor(chain: Chain) {
    this.#chain = chain;
    this.#allowed = new Set([chain.origin]);
  }

  /** Watches every page of a browser context, from before its first document. */
  async follow(context: BrowserContext): Promise<void> {
    const { origin } = this.#chain;
    await context.exposeBinding(REPORT, (_, text: string) => this.#note(`CSP: ${text}`));
    await context.addInitScript(
      ({ origin, report }) => {
        if (location.origin !== origin) return;
        addEventListener("securitypolicyviolation", (event) => {
          const where = `${event.sourceFile || event.documentURI}:${event.lineNumber}`;
          const tell = Reflect.get(globalThis, report) as (text: string) => void;
          tell(`${event.effectiveDirective} forbids ${event.blockedURI} at ${where}`);
        });
      },
      { origin, report: REPORT },
    );
    context.on("request", (request) => this.#request(request));
    context.on("console", (message) => this.#console(message));
    context.on("weberror", (error) => this.#note(`page error: ${error.error().stack}`));
    const sockets = (page: Page) =>
      page.on("websocket", (socket) => this.#ask(socket.url(), "a connection"));
    for (const page of context.pages()) sockets(page);
    context.on("page", sockets);
  }

  /** Requests may go to this origin, which the owner has configured. */
  allow(origin: string): void {
    this.#allowed.add(origin);
  }

  /** The journey brings such an error about: /status of 503/. */
  expects(error: RegExp): void {
    this.#expected.push(error);
  }

  /** What was found since it was asked last. */
  take(): string[] {
    return this.#found.splice(0).filter((one) => !this.#expected.some((it) => it.test(one)));
  }

  #note(text: string): void {
    this.#found.push(text);
  }

  #request(request: Request): void {
    // The login leads to the identity provider, which no page asks for anything by itself.
    const isLogin = request.isNavigationRequest() && originOf(request.url()) === this.#chain.idp;
    if (!isLogin) this.#ask(request.url(), `a ${request.resourceType()}`);
  }

  #ask(url: string, what: string): void {
    if (!/^(https?|wss?):/.test(url)) return;
    const origin = originOf(url);
    if (!this.#allowed.has(origin)) this.#note(`foreign request: ${what} at ${url}`);
  }

  #console(message: ConsoleMessage): void {
    if (message.type() !== "error") return;
    const { url } = message.location();
    this.#note(`console: ${message.text()}${url ? ` (${url})` : ""}`);
  }
}

/** The origin of an address, one of a socket as that of its page. */
function originOf(url: string): string {
  return new URL(url.replace(/^ws/, "http")).origin;
}
