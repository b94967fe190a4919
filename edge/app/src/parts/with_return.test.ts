import { expect, it, vi } from "vitest";
import { backHere, withReturn } from "./with_return";

it("a login leads back to the page that asked for it", () => {
  const address = withReturn(
    "/auth/login?brand=ds&max_age=60",
    "https://edge.test",
    "/cars/a%2Fb/commands",
  );
  expect(address).toBe(
    "https://edge.test/auth/login?brand=ds&max_age=60&return_to=%2Fcars%2Fa%252Fb%2Fcommands",
  );
});

it("a login leads back to the address that the driver has opened, with its query", () => {
  vi.stubGlobal("location", {
    origin: "https://edge.test",
    pathname: "/cars/a/trips",
    search: "?min=10",
  });
  expect(backHere("/auth/login?brand=ds")).toBe(
    "https://edge.test/auth/login?brand=ds&return_to=%2Fcars%2Fa%2Ftrips%3Fmin%3D10",
  );
  vi.stubGlobal("location", { origin: "https://edge.test", pathname: "/", search: "?from=a" });
  expect(backHere("/auth/login?brand=ds")).toBe("/auth/login?brand=ds");
});
