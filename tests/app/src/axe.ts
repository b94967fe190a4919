// What keeps people from using a page, as axe-core finds it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Findings that keep a person out, or make it hard for them. */
const GRAVE = ["critical", "serious"];

/** The rules that colours alone decide. */
export const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** A line for each grave finding of a page as it stands, with the places where it is; by all rules, or some. */
export async function graveFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Evaluated by the debugger, which the page's policy lets pass, unlike a script element.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(SOURCE);
  const options = {
    resultTypes: ["violations"],
    ...(rules && { runOnly: { type: "rule", values: rules } }),
  };
  const results = (await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)})`,
  )) as AxeResults;
  return results.violations
    .filter(({ impact }) => impact && GRAVE.includes(impact))
    .map(({ id, impact, help, nodes }) => {
      const places = nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`);
      return `${impact} ${id}: ${help}\n  ${places.join("\n  ")}`;
    });
}
