// What keeps people from using a page, as axe-core finds it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Findings that keep a person out, or make it hard for them. */
const GRAVE = ["critical", "serious"];

/** A line for each grave finding of a page as it stands, with the places where it is. */
export async function graveFindings(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's policy lets pass, unlike a script element.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(SOURCE);
  const results = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] })",
  )) as AxeResults;
  return results.violations
    .filter(({ impact }) => impact && GRAVE.includes(impact))
    .map(({ id, impact, help, nodes }) => {
      const places = nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`);
      return `${impact} ${id}: ${help}\n  ${places.join("\n  ")}`;
    });
}
