import { expect, it } from "vitest";
import { withReturn } from "./with_return";

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
