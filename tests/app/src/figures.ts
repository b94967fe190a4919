// Prints what benchmarks print, and why one could not be made.

import type { Reporter, TestCase, TestError, TestResult } from "@playwright/test/reporter";

export default class FiguresReporter implements Reporter {
  printsToStdio(): boolean {
    return true;
  }

  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    for (const error of result.errors) {
      console.error(test.title);
      this.onError(error);
    }
  }

  onError(error: TestError): void {
    console.error(error.stack ?? error.message ?? error.value);
  }
}
