// Tells results in the words of cargo's tests, which scripts/test counts.

import { stripVTControlCharacters } from "node:util";
import type {
  FullResult,
  Reporter,
  TestCase,
  TestError,
  TestResult,
} from "@playwright/test/reporter";

export default class CargoReporter implements Reporter {
  #passed = 0;
  #failed = 0;

  printsToStdio(): boolean {
    return true;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const isGood = result.status === test.expectedStatus;
    // One that is left out on purpose says nothing.
    if (isGood && result.status === "skipped") return;
    const isLast = result.retry === test.retries;
    if (isGood) this.#passed += 1;
    else if (isLast) this.#failed += 1;
    // Without the project, which is there for their order.
    const name = test.titlePath().slice(2).join(" > ");
    const time = (result.duration / 1000).toFixed(3);
    const word = isGood ? "ok" : isLast ? "FAILED" : "TRIED AGAIN";
    console.log(`test app: ${name} ... ${word} <${time}s>`);
    if (isGood) return;
    // Above the errors, whose beginning scripts/test shows once more.
    for (const { name, path } of result.attachments) if (path) console.log(`${name}: ${path}`);
    for (const error of result.errors) this.onError(error);
  }

  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }

  onError(error: TestError): void {
    const text = [error.stack ?? error.message ?? error.value, error.snippet].filter(Boolean);
    console.log(stripVTControlCharacters(text.join("\n")));
  }

  onEnd(result: FullResult): void {
    const word = result.status === "passed" ? "ok" : "FAILED";
    console.log(`test result: ${word}. ${this.#passed} passed; ${this.#failed} failed`);
  }
}
