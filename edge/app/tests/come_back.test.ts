// What is asked for when the driver comes back to the page, or the network to the device.

import { expect, test, vi } from "vitest";
import { answered } from "../src/service/answers";
import { startLive } from "../src/service/live";

const heard = new Map<string, () => void>();
const hear = (kind: string, listener: () => void) => heard.set(kind, listener);
vi.stubGlobal("addEventListener", hear);
vi.stubGlobal("document", { ...document, addEventListener: hear });
startLive();

test.each(["visibilitychange", "online"])(
  "after %s a call from before is given up",
  async (kind) => {
    const calls: AbortSignal[] = [];
    const answer = answered({
      slot: "s1",
      key: kind,
      read: (signal) => {
        calls.push(signal);
        return calls.length === 1 ? new Promise(() => {}) : Promise.resolve("now");
      },
    });
    const end = answer.watch();
    heard.get(kind)?.();
    expect(calls.map(({ aborted }) => aborted)).toEqual([true, false]);
    await vi.waitFor(() => expect(answer.value.value).toBe("now"));
    end();
  },
);
