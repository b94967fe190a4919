// Lighthouse over pages of a driver who is logged in, as a phone has them.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { CHROMIUM } from "./project.js";

export const categories = ["performance", "accessibility", "best-practices"] as const;

export type Category = (typeof categories)[number];

/** What Lighthouse says of a page: scores of 0 to 100, and what cost some of it. */
export interface Verdict {
  scores: Record<Category, number>;
  /** The audits that are not perfect, with what they show. */
  findings: string[];
}

/** A browser that Lighthouse can be let into, with a profile of its own. */
export interface OpenBrowser {
  context: BrowserContext;
  /** Of its debugging protocol. */
  port: number;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<OpenBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "kerbside-app-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: ["--remote-debugging-port=0", "--disable-dev-shm-usage"],
    locale: "en-GB",
  });
  const [port] = (await readFile(join(profile, "DevToolsActivePort"), "utf8")).split("\n");
  return {
    context,
    port: Number(port),
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Has Lighthouse load a page in that browser, whose login it leaves as it is. */
export async function judge(
  port: number,
  url: string,
  wanted: readonly Category[] = categories,
): Promise<Verdict> {
  const result = await lighthouse(url, {
    port,
    output: "json",
    logLevel: "error",
    onlyCategories: [...wanted],
    disableStorageReset: true,
  });
  if (!result) throw new Error(`no verdict on ${url}`);
  const { lhr } = result;
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const scores = Object.fromEntries(
    wanted.map((name) => [name, Math.round((lhr.categories[name]?.score ?? 0) * 100)]),
  ) as Verdict["scores"];
  const refs = wanted.flatMap((name) => lhr.categories[name]?.auditRefs ?? []);
  const findings = refs
    .filter(({ weight }) => weight > 0)
    .flatMap(({ id }) => {
      const audit = lhr.audits[id];
      if (!audit || audit.score === null || audit.score >= 1) return [];
      return [`${id} ${audit.score}: ${audit.title} ${audit.displayValue ?? ""}`.trim()];
    });
  return { scores, findings };
}

/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("no figures");
  return middle;
}
