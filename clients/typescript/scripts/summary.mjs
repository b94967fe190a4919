// Tells vitest's report in the words of cargo's tests, which scripts/test counts.
//   node scripts/summary.mjs REPORT KIND

import { readFileSync } from "node:fs";

const [report, kind] = process.argv.slice(2);
const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
for (const { assertionResults } of testResults) {
  for (const { fullName, status, duration } of assertionResults) {
    const word = status === "passed" ? "ok" : "FAILED";
    const time = duration === undefined ? "" : ` <${(duration / 1000).toFixed(3)}s>`;
    console.log(`test ${kind}: ${fullName} ... ${word}${time}`);
  }
}
const word = numFailedTests === 0 ? "ok" : "FAILED";
console.log(`test result: ${word}. ${numPassedTests} passed; ${numFailedTests} failed`);
