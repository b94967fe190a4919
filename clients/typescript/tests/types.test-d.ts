// What the compiler knows, by the types of the tarball.

import {
  type Account,
  type Answer,
  events,
  isKnown,
  isProblem,
  kerbside,
  type ProblemCode,
  type ProblemError,
  type Schemas,
  type SocketClass,
} from "kerbside";
import { expectTypeOf, test } from "vitest";
import { WebSocket as NodeSocket } from "ws";

const service = kerbside({ base: "https://kerbside.example.com" });
const { signal } = new AbortController();

test("what there is not cannot be called", () => {
  // @ts-expect-error there is no such group
  service.vehicle.list();
  // @ts-expect-error nor such an operation
  service.vehicles.all();
  // @ts-expect-error an identifier is missing
  service.status.get();
  // @ts-expect-error no problem of such an operation
  isProblem(null, "vehicles.lst");
});

test("a misspelt query is one that there is not", () => {
  // @ts-expect-error it is `include`
  service.vehicles.list({ inclde: ["status"] });
  // @ts-expect-error it is `status`
  service.vehicles.list({ include: ["state"] });
  // @ts-expect-error a list asks for its pages itself
  service.vehicles.list({ cursor: "x" });
  // @ts-expect-error it takes none
  service.status.get("car", { include: ["status"] });
  service.trips.list("car", { from: "2026-01-01T00:00:00Z", limit: 5, signal });
});

test("a command is one of those that there are, with its own members", () => {
  const sent = service.commands.send("car", { type: "horn", on: true }, { key: "k", signal });
  expectTypeOf(sent).resolves.toEqualTypeOf<Schemas["CarCommand"]>();
  service.account("slot").commands.send("car", { type: "lock" });
  // @ts-expect-error there is no such command
  service.commands.send("car", { type: "toggle" });
  // @ts-expect-error it takes `on`
  service.commands.send("car", { type: "lights" });
  isProblem(null, "commands.send");
});

test("every call takes a signal", () => {
  service.user.get({ signal });
  service.status.get("car", { signal });
  service.vehicles.list({ signal });
  service.commands.wait("car", "command", { signal });
  service.session({ signal });
  service.logout("slot", { signal });
  service.account("slot").user.get({ signal });
  expectTypeOf(service).toExtend<Account>();
});

test("answers are those of the document, and an old one shows that it is", async () => {
  expectTypeOf(service.status.get("car")).resolves.toEqualTypeOf<Schemas["StatusAnswer"]>();
  expectTypeOf((await service.status.get("car")).stale).toEqualTypeOf<
    Schemas["Stale"] | undefined
  >();
  for await (const page of service.vehicles.list().pages()) {
    expectTypeOf(page.stale).toEqualTypeOf<Schemas["Stale"] | undefined>();
    expectTypeOf(page.total).toEqualTypeOf<number | undefined>();
  }
  for await (const car of service.vehicles.list()) {
    expectTypeOf(car).toEqualTypeOf<Schemas["ListedVehicle"]>();
  }
  expectTypeOf((await service.session()).accounts).toEqualTypeOf<Schemas["SessionAccount"][]>();
});

test("an operation that makes or begins something answers that", () => {
  expectTypeOf<Answer<"status.get">>().toEqualTypeOf<Schemas["StatusAnswer"]>();
  expectTypeOf<Answer<"commands.send">>().toEqualTypeOf<Schemas["CarCommand"]>();
  expectTypeOf<Answer<"rules.create">>().toEqualTypeOf<Schemas["Rule"]>();
  expectTypeOf<Answer<"events.ticket">>().toEqualTypeOf<Schemas["LiveTicket"]>();
  expectTypeOf<Answer<"rules.delete">>().toBeNever();
});

test("events come over the WebSocket of a page, that of `ws`, and one of a page's own", () => {
  expectTypeOf<typeof WebSocket>().toExtend<SocketClass>();
  expectTypeOf<typeof NodeSocket>().toExtend<SocketClass>();
  events(service, { WebSocket });
  events(service.account("slot"), { WebSocket: NodeSocket });
  events(service, { WebSocket: class extends WebSocket {} });
  // @ts-expect-error it is no WebSocket
  events(service, { WebSocket: EventTarget });
});

test("a reading is used when it is known to be there", async () => {
  const { position, odometer } = await service.status.get("car");
  // @ts-expect-error it may be unavailable
  position.latitude;
  if (isKnown(position)) expectTypeOf(position).toEqualTypeOf<Schemas["Position"]>();
  else expectTypeOf(position.unavailable).toExtend<string>();
  if (isKnown(odometer)) expectTypeOf(odometer).toEqualTypeOf<Schemas["Odometer"]>();
  const asked = await service.position.get("car");
  if (isKnown(asked)) expectTypeOf(asked.latitude).toEqualTypeOf<number>();
  const trip = await service.trips.get("car", "trip");
  if (isKnown(trip.startPosition))
    expectTypeOf(trip.startPosition.latitude).toEqualTypeOf<number>();
});

test("words that may grow are known words and any other", () => {
  expectTypeOf<"Electric">().toExtend<Schemas["EnergyType"]>();
  expectTypeOf<"Steam">().toExtend<Schemas["EnergyType"]>();
  // Else the known ones would be lost.
  expectTypeOf<Schemas["EnergyType"]>().not.toEqualTypeOf<string>();
});

test("an operation's codes are those that it can answer with", () => {
  expectTypeOf<"no-data-yet">().toExtend<ProblemCode<"status.get">>();
  expectTypeOf<"wrong-credentials">().not.toExtend<ProblemCode<"status.get">>();
  expectTypeOf<string>().not.toExtend<ProblemCode<"status.get">>();
  expectTypeOf<ProblemCode<"session.logOut">>().toEqualTypeOf<
    | "cookie-and-bearer"
    | "invalid-parameter"
    | "csrf-header-missing"
    | "origin-not-allowed"
    | "address-too-long"
    | "headers-too-large"
    | "misconfigured"
    | "internal"
    | "login-unavailable"
  >();
  expectTypeOf<"code-refused">().toExtend<ProblemCode<"oauth.token">>();
  expectTypeOf<"misconfigured">().toExtend<ProblemCode<"oauth.token">>();
  expectTypeOf<"no-data-yet">().not.toExtend<ProblemCode<"oauth.token">>();
});

test("what was caught is told apart by its operation and code", () => {
  const error: unknown = undefined;
  if (isProblem(error, "status.get")) {
    expectTypeOf(error).toEqualTypeOf<ProblemError<"status.get">>();
    expectTypeOf(error.code).toEqualTypeOf<ProblemCode<"status.get"> | (string & {})>();
    expectTypeOf(error.retryAfter).toEqualTypeOf<number | undefined>();
  }
  if (isProblem(error))
    expectTypeOf<"no-data-yet" | "code-refused">().toExtend<typeof error.code>();
  // @ts-expect-error it may be no problem at all
  error.code;
});
