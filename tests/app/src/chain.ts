// The whole chain, held by the pipes of the `demo` program: it ends when this process does, however
// that happens.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { program, root } from "./project.js";

/** A driver who can log in. */
export interface Account {
  brand: string;
  username: string;
  password: string;
  /** What they have, in words. */
  about: string;
}

/** What the first line of `demo --piped` says. */
interface Where {
  origin: string;
  idp: string;
  control: string;
  accounts: Account[];
}

interface Answer {
  done?: string;
  error?: string;
  logs?: string;
}

/** What an owner may switch on. */
export interface Settings {
  /** Action words, separated by spaces: `lock unlock rules`. */
  ACTIONS?: string;
  /** The clients of other sites and of phones, as JSON. */
  APPS?: string;
  MAP_TILES?: string;
  MAP_ATTRIBUTION?: string;
  PICTURE_ORIGINS?: string;
  EVENTS_URL?: string;
  EVENTS_KEY?: string;
  /** Has the relay hold answers for some seconds, as it is shipped. */
  held?: boolean;
}

/** Every action word. */
export const ACTIONS = "lock unlock horn lights wake-up climate charging navigation rules";

/** Milliseconds for the chain to end before it is killed. */
const GRACE = 20_000;

/** A part that can be killed, and started again at the same address. */
export interface Part {
  stop(): Promise<void>;
  start(): Promise<void>;
}

export class Chain {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #where: Where;
  readonly #stopped = new Set<"relay" | "edge">();
  readonly relay: Part = this.#part("relay");
  readonly edge: Part = this.#part("edge");

  /** Sandbox, relay and edge, each on a free port. */
  static async start({ held, ACTIONS = "", ...settings }: Settings = {}): Promise<Chain> {
    const flags = ["--piped", `--actions=${ACTIONS}`];
    if (!held) flags.push("--unheld");
    for (const [name, value] of Object.entries(settings)) flags.push(`--setting=${name}=${value}`);
    const child = spawn(program("demo"), flags, {
      cwd: root,
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const started = await Promise.race([lines.next(), once(child, "error")]);
    if (Array.isArray(started)) throw started[0];
    if (started.done) throw new Error("demo ended before it said where the chain is");
    return new Chain(child, lines, JSON.parse(started.value));
  }

  private constructor(child: ChildProcess, lines: AsyncIterator<string>, where: Where) {
    this.#process = child;
    this.#lines = lines;
    this.#where = where;
  }

  /** Where browsers reach the edge. */
  get origin(): string {
    return this.#where.origin;
  }

  /** Where drivers are sent to log in. */
  get idp(): string {
    return this.#where.idp;
  }

  account(username: string): Account {
    const account = this.#where.accounts.find((one) => one.username === username);
    if (!account) throw new Error(`the sandbox has no driver ${username}`);
    return account;
  }

  /** An order to the sandbox's control port: see tests/sandbox/README.md. */
  async control(path: string, body?: unknown, method = "POST"): Promise<unknown> {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${this.#where.control}${path}`, { method, ...json });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** Undoes what a test did to the chain, but for the world's clock and what was done to a car. */
  async heal(): Promise<void> {
    if (this.#stopped.has("edge")) await this.edge.start();
    if (this.#stopped.has("relay")) await this.relay.start();
    for (const path of ["/faults", "/remotes", "/hooks"]) {
      await this.control(path, undefined, "DELETE");
    }
    await this.control("/tls", {});
  }

  /** Everything that edge, relay and sandbox wrote. */
  async logs(): Promise<string> {
    return (await this.#order("logs")).logs ?? "";
  }

  async end(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, "exit", { signal: AbortSignal.timeout(GRACE) });
    this.#process.stdin?.end();
    await ended.catch(() => this.#process.kill("SIGKILL"));
  }

  #part(name: "relay" | "edge"): Part {
    return {
      stop: async () => {
        await this.#order(`${name} stop`);
        this.#stopped.add(name);
      },
      start: async () => {
        await this.#order(`${name} start`);
        this.#stopped.delete(name);
      },
    };
  }

  async #order(order: string): Promise<Answer> {
    this.#process.stdin?.write(`${order}\n`);
    const { done, value } = await this.#lines.next();
    if (done) throw new Error(`the chain ended at: ${order}`);
    const answer: Answer = JSON.parse(value);
    if (answer.error) throw new Error(answer.error);
    return answer;
  }
}
