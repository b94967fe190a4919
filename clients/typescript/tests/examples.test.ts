// What the examples of pages say where a session cannot be had. That they work is shown in a browser, by
// the tests of the whole chain.

import { beforeEach, expect, test, vi } from "vitest";

/** As much of an element as the examples use. */
class Place {
  textContent = "";
  children: { textContent: string }[] = [];
  hasChildNodes = () => this.children.length > 0;
  append = (...more: Place["children"]) => void this.children.push(...more);
  replaceChildren = (...all: Place["children"]) => {
    this.children = all;
  };
}
let places: Record<string, Place>;
const brands = [{ brand: "peugeot", name: "Peugeot", loginUrl: "" }];

beforeEach(() => {
  vi.resetModules();
  places = Object.fromEntries(["who", "trouble", "age", "cars"].map((id) => [id, new Place()]));
  vi.stubGlobal("document", {
    getElementById: (id: string) => places[id],
    createElement: () => ({ textContent: "" }),
  });
});

/** Opens the page of an example at an address of its own, where the service answers so. */
async function open(example: string, path: string, answers: Record<string, unknown>) {
  const address = new URL(path, "https://front.example");
  vi.stubGlobal("location", address);
  vi.stubGlobal("history", { replaceState: () => {} });
  const pending = { clientId: "front", redirectUri: "", verifier: "", state: "1" };
  vi.stubGlobal("sessionStorage", { getItem: () => JSON.stringify(pending), removeItem() {} });
  vi.stubGlobal("fetch", async (asked: string | URL) =>
    Response.json(answers[new URL(asked).pathname] ?? {}),
  );
  await import(`../examples/${example}.ts`);
}

test.each(["same-site", "other-site"])(
  "%s offers no login for an account that cannot be asked",
  async (example) => {
    const session = { accounts: [], lost: [], brands, unavailable: [{ slot: "one" }] };
    await open(example, "/", { "/auth/session": session });
    await vi.waitFor(() => expect(places.trouble?.textContent).toBe("Try again in a moment."));
    expect(places.who?.children.map((it) => it.textContent)).toEqual(["Ask again"]);
  },
);

test("a page of another site says that the browser has refused its cookie", async () => {
  const back = "/callback?code=1&state=1&iss=https://kerbside.example.com";
  await open("other-site", back, {
    "/auth/token": { expires_in: 60, slot: "one" },
    "/auth/session": { accounts: [], lost: [], brands },
  });
  const told = "This browser keeps no login of another site.";
  await vi.waitFor(() => expect(places.trouble?.textContent).toBe(told));
  expect(places.who?.children.map((it) => it.textContent)).toEqual(["Peugeot"]);
});

test.each(["same-site", "other-site"])("%s shows the age of what is old", async (example) => {
  const stale = { since: "2026-01-01T00:00:00Z", because: { title: "In trouble" } };
  const account = { slot: "one", brand: "peugeot", brandName: "Peugeot", since: 0 };
  await open(example, "/", {
    "/auth/session": { accounts: [account], lost: [], brands },
    "/api/v1/accounts/one/vehicles": { items: [{ id: "1", label: "e-208" }], stale },
  });
  const told = "As of 2026-01-01T00:00:00Z: In trouble";
  await vi.waitFor(() => expect(places.age?.textContent).toBe(told));
  await vi.waitFor(() => expect(places.who?.children).toHaveLength(2));
});
