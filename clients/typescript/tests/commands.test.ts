// Commands: sent once, by a key, and followed to their end.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { ConnectionError, commandKey, kerbside, ProblemError } from "kerbside";
import { expect, onTestFinished, test, vi } from "vitest";
import { problem, rejection, send, serve } from "./server.js";

const command = (state: string, more: object = {}) => ({
  id: "c1",
  vehicleId: "car",
  type: "lock",
  request: { type: "lock" },
  state,
  done: ["succeeded", "failed", "unknown"].includes(state),
  history: [{ state, at: "2026-11-28T07:15:00Z" }],
  createdAt: "2026-11-28T07:15:00Z",
  updatedAt: "2026-11-28T07:15:00Z",
  ...more,
});

test("a command is sent with a key of its own, and answered", async () => {
  const { base, asked } = await serve((response) => send(response, 202, command("accepted")));
  const service = kerbside({ base });
  expect(await service.commands.send("car 1", { type: "lock" })).toEqual(command("accepted"));
  await service.account("slot").commands.send("car", { type: "horn", on: true });
  const [first, second] = asked;
  expect(first).toMatchObject({ method: "POST", url: "/api/v1/vehicles/car%201/commands" });
  expect(second?.url).toBe("/api/v1/accounts/slot/vehicles/car/commands");
  expect(first?.body).toBe('{"type":"lock"}');
  expect(first?.headers["content-type"]).toBe("application/json");
  expect(first?.headers["x-kerbside"]).toBe("1");
  const keys = asked.map(({ headers }) => headers["idempotency-key"] as string);
  for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9_-]{22,64}$/);
  expect(keys[0]).not.toBe(keys[1]);
});

test("a command may be asked for again with its key", async () => {
  const { base, asked } = await serve((response, _, count) => {
    if (count === 1) response.destroy();
    else send(response, 202, command("accepted"));
  });
  const { commands } = kerbside({ base, bearer: "secret" });
  const key = commandKey();
  const lost = rejection(commands.send("car", { type: "lock" }, { key }));
  expect(await lost).toBeInstanceOf(ConnectionError);
  await commands.send("car", { type: "lock" }, { key });
  expect(asked.map(({ headers }) => headers["idempotency-key"])).toEqual([key, key]);
  expect(asked[1]?.headers.authorization).toBe("Bearer secret");
});

test("a command is never repeated by itself, whatever the service asks for", async () => {
  const { base, asked } = await serve((response) =>
    send(response, 503, problem(503, "no-writer", { retryAfter: 1 })),
  );
  const error = await rejection(kerbside({ base }).commands.send("car", { type: "lock" }));
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ code: "no-writer", operation: "commands.send" });
  expect(asked.length).toBe(1);
});

test("an identifier that would send it elsewhere is refused before anything is sent", async () => {
  const { base, asked } = await serve((response) => send(response, 202, command("accepted")));
  const { commands } = kerbside({ base });
  for (const id of ["", ".", ".."]) {
    expect(await rejection(commands.send(id, { type: "lock" }))).toBeInstanceOf(TypeError);
  }
  expect(asked).toEqual([]);
});

test("what was sent, and what can be, is read", async () => {
  const { base, asked } = await serve((response, { url }) =>
    send(
      response,
      200,
      url.endsWith("/commands")
        ? { items: [command("succeeded")], total: 1 }
        : url.endsWith("/actions")
          ? { actions: [] }
          : command("succeeded"),
    ),
  );
  const { commands, actions } = kerbside({ base });
  for await (const { id } of commands.list("car")) expect(id).toBe("c1");
  expect((await commands.get("car", "c1")).done).toBe(true);
  expect(await actions.get("car")).toEqual({ actions: [] });
  expect(asked.map(({ url }) => url)).toEqual([
    "/api/v1/vehicles/car/commands",
    "/api/v1/vehicles/car/commands/c1",
    "/api/v1/vehicles/car/actions",
  ]);
});

/** A service that answers each call with the next of these, and time that the test lets pass. */
function following(answers: (object | number)[]) {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const asked: number[] = [];
  let now = 0;
  const { commands } = kerbside({
    base: "https://kerbside.example.com",
    fetch: async () => {
      asked.push(now);
      const answer = answers.shift() ?? {};
      if (typeof answer === "number") throw new TypeError("the network is gone");
      if (answer instanceof Response) return answer;
      const { status = 200 } = answer as { status?: number };
      return new Response(JSON.stringify(answer), { status });
    },
  });
  const pass = async (seconds: number) => {
    for (let passed = 0; passed < seconds * 10; passed++) {
      now += 0.1;
      await vi.advanceTimersByTimeAsync(100);
    }
  };
  return { commands, asked: () => asked.map(Math.round), pass };
}

async function gather(commands: AsyncIterable<{ state: string }>, states: string[]) {
  for await (const { state } of commands) states.push(state);
}

test("a command is followed to its end, step by step and ever more slowly", async () => {
  const steps = ["accepted", "accepted", "accepted", "waking", "succeeded"].map((state) =>
    command(state),
  );
  const { commands, asked, pass } = following(steps);
  const states: string[] = [];
  const over = gather(commands.wait("car", "c1"), states);
  await pass(30);
  await over;
  expect(states).toEqual(["accepted", "waking", "succeeded"]);
  expect(asked()).toEqual([2, 4, 7, 11, 13]);
  vi.useRealTimers();
});

test("what passes is waited out, and what does not ends it", async () => {
  const trouble = problem(503, "relay-busy", { retryAfter: 20 });
  const steps = [
    1,
    command("accepted"),
    trouble,
    new Response("<html>", { status: 504 }),
    problem(500, "internal"),
    command("failed", { failure: problem(409, "x") }),
  ];
  const { commands, asked, pass } = following(steps);
  const states: string[] = [];
  const over = gather(commands.wait("car", "c1"), states);
  await pass(90);
  await over;
  expect(states).toEqual(["accepted", "failed"]);
  expect(asked()).toEqual([2, 17, 19, 39, 54, 69]);
  const lost = following([problem(404, "command-not-found")]);
  const end = rejection(gather(lost.commands.wait("car", "c1"), []));
  await lost.pass(3);
  expect(await end).toMatchObject({ code: "command-not-found" });
  vi.useRealTimers();
});

test("a service that fails for a quarter of an hour ends it", async () => {
  const broken = Array.from({ length: 100 }, () => problem(500, "internal"));
  const { commands, asked, pass } = following(broken);
  const end = rejection(gather(commands.wait("car", "c1"), []));
  await pass(14 * 60);
  const before = asked().length;
  await pass(2 * 60);
  expect(await end).toMatchObject({ code: "internal" });
  expect(before).toBeLessThan(asked().length);
  const after = asked().length;
  await pass(60);
  expect(asked().length).toBe(after);
  vi.useRealTimers();
});

test("a signal ends the wait with its reason", async () => {
  const { commands, asked, pass } = following([command("accepted")]);
  const states: string[] = [];
  const stop = new AbortController();
  const end = rejection(gather(commands.wait("car", "c1", { signal: stop.signal }), states));
  await pass(3);
  stop.abort("enough");
  expect(await end).toBe("enough");
  expect(states).toEqual(["accepted"]);
  expect(asked()).toEqual([2]);
  vi.useRealTimers();
});

/** Runs the page of examples/lock.ts against a service: what it shows, its buttons with it. */
async function lockPage(base: string) {
  const here = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [here("examples/lock.ts")],
    alias: { kerbside: here("node_modules/kerbside/dist/index.js") },
    bundle: true,
    format: "esm",
    write: false,
  });
  const script = outputFiles[0]?.text.replaceAll("https://kerbside.example.com", base) ?? "";
  const shown: { tag: string; textContent?: string; onclick?: () => void }[] = [];
  vi.stubGlobal("document", {
    createElement: (tag: string) => ({ tag }),
    body: { appendChild: (element: (typeof shown)[number]) => shown[shown.push(element) - 1] },
  });
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  const AsyncFunction = (async () => {}).constructor as new (code: string) => () => Promise<void>;
  await new AsyncFunction(script)();
  return shown;
}

test("the example locks a car, and shows what becomes of it", async () => {
  const states = ["waking", "succeeded"];
  const { base, asked } = await serve((response, { method, url }) => {
    if (method === "POST") send(response, 202, command("accepted"));
    else if (url.endsWith("/c1")) send(response, 200, command(states.shift() ?? "succeeded"));
    else send(response, 200, { items: [{ id: "car", label: "308" }], total: 1 });
  });
  const shown = await lockPage(base);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  expect(shown[0]).toMatchObject({ tag: "button", textContent: "Lock 308" });
  shown[0]?.onclick?.();
  while (shown.length < 4) {
    await vi.advanceTimersByTimeAsync(500);
    await new Promise(setImmediate);
  }
  expect(shown.slice(1).map(({ textContent }) => textContent)).toEqual([
    "accepted",
    "waking",
    "succeeded",
  ]);
  expect(asked[1]?.body).toBe('{"type":"lock"}');
  vi.useRealTimers();
});

test("the example asks again with the same key, and has the driver log in and come back", async () => {
  const loginUrl = "https://kerbside.example.com/auth/login?brand=ds&max_age=60";
  const answers = [
    [502, "<html>"],
    [500, JSON.stringify(problem(500, "internal"))],
    [401, JSON.stringify(problem(401, "login-lost", { loginUrl }))],
  ] as const;
  const { base, asked } = await serve((response, { method }, count) => {
    const [status, body] = answers[count - 2] ?? [500, ""];
    if (method === "POST") response.writeHead(status).end(body);
    else send(response, 200, { items: [{ id: "car", label: "308" }], total: 1 });
  });
  const left: string[] = [];
  const href = "https://app.example.com/cars?x=1";
  vi.stubGlobal("location", { href, assign: (address: URL) => left.push(address.href) });
  const shown = await lockPage(base);
  const until = async (count: number) => {
    while (shown.length < count) await new Promise(setImmediate);
  };
  shown[0]?.onclick?.();
  await until(3);
  shown[2]?.onclick?.();
  await until(5);
  shown[4]?.onclick?.();
  while (left.length === 0) await new Promise(setImmediate);
  expect(shown.map(({ textContent }) => textContent)).toEqual([
    "Lock 308",
    "UnreadableError: the answer is not a JSON object",
    "Ask again",
    "ProblemError: The title of internal",
    "Ask again",
    "ProblemError: The title of login-lost",
  ]);
  const keys = asked.slice(1).map(({ headers }) => headers["idempotency-key"]);
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  expect(left).toEqual([`${loginUrl}&return_to=${encodeURIComponent(href)}`]);
});
