// SHA-256 of the document: f9e134a5ce8e5c99e7b632c846f953327921631a509f5c521b2a4cdbf35f8dbd
// Generated from docs/openapi.json by `npm run generate`.

import type { List } from "../list.js";
import type { Answer, Options } from "../types.js";

/** What can be read of an account. */
export interface Resources {
  readonly events: {
    /** What has happened since an event. Commands that have come further, rules that have fired, and states that are newer than before. The last 200 of the last 72 hours are kept; where `after` is older there is `reset`: load anew. A client that may not send a kind of command is not told of one.

With `Upgrade: websocket` it is a live connection, which begins with `hello` and the events behind `after`. A page connects with the subprotocols `kerbside-live-v1` and `kerbside-ticket.` with a ticket behind it; no cookie counts, and its `Origin` is one that may call. An app may send its bearer in place of the ticket. More than ten events in a second come as one `reset`, but for rules, which are told all the same. Send `ping` now and then, which is answered with `pong`; any other message closes the connection (1008). It is closed with 4401 when the login is over, and with 4429 where the driver has 16 already; a ticket, or a connection by a bearer, is refused then with `too-many-connections`. */
    get(options?: Options<"events.get">): Promise<Answer<"events.get">>;
  };
  readonly forwarding: {
    /** Whether the owner's own server has the events, too. Where the owner of the service has one (`available`), a driver may agree that it gets their events, so that something can be done with them while no page is open. */
    get(options?: Options<"forwarding.get">): Promise<Answer<"forwarding.get">>;
  };
  readonly user: {
    /** The driver. The list of cars has all the cars; here are those that the manufacturer names with the driver. */
    get(options?: Options<"user.get">): Promise<Answer<"user.get">>;
  };
  readonly callbacks: {
    /** Where the manufacturer sends notifications to */
    list(options?: Options<"callbacks.list">): List<Answer<"callbacks.list">>;
    /** One callback */
    get(cbid: string, options?: Options<"callbacks.get">): Promise<Answer<"callbacks.get">>;
  };
  readonly vehicles: {
    /** The cars. Keep the VIN rather than the `id`, whose form the manufacturer has changed before. With `include=status` each car has its `status`, or, where that could not be had and is not known from before, the problem in its place: it has a `code`, which a status never has. It is one call of yours, and one of the manufacturer's for each car; once the manufacturer's limit is met there are no more. With `accounts=all` an account that failed has its `problem` in `accounts` and no cars, and the answer is still 200; `offset` and `cursor` go with one account only. */
    list(options?: Options<"vehicles.list">): List<Answer<"vehicles.list">>;
    /** One car. The manufacturer has announced the end of its own `brand`, `label` and `pictures`, which are often missing: `include` asks for them where they will be, `branding` (brand and label) and `pictures`. With `capabilities` comes what the car can do as far as its maker says; the driver may not have subscribed to it. The manufacturer's text allows two of the three at once, its schema all: where three are refused, which is `upstream-rejected`, ask for fewer. For some cars the manufacturer fails at `capabilities`: then the answer is made without them. */
    get(id: string, options?: Options<"vehicles.get">): Promise<Answer<"vehicles.get">>;
  };
  readonly actions: {
    /** What can be done with a car. Each command, whether it can be sent, and else who says no: the `owner` of the service, the registration of the `client`, the scopes that drivers are asked for (`consent`), or the `vehicle`. What a car does not say of itself counts as possible; what of a command it says it does not take is under `without`. `rules` says the same of making rules. */
    get(id: string, options?: Options<"actions.get">): Promise<Answer<"actions.get">>;
  };
  readonly alarms: {
    /** What the burglar alarm of a car reported. In the manufacturer's order: the first need not be the latest. */
    list(id: string, options?: Options<"alarms.list">): List<Answer<"alarms.list">>;
    /** One report of the burglar alarm */
    get(id: string, aid: string, options?: Options<"alarms.get">): Promise<Answer<"alarms.get">>;
  };
  readonly alerts: {
    /** The warnings of a car, the newest first. The manufacturer cannot be asked by `active`. With it up to four of its pages are gone through for one of ours, `total` is not known, and a page may be empty and still have a `next`. */
    list(id: string, options?: Options<"alerts.list">): List<Answer<"alerts.list">>;
    /** One warning */
    get(id: string, aid: string, options?: Options<"alerts.get">): Promise<Answer<"alerts.get">>;
  };
  readonly monitors: {
    /** What is watched for on a car. For apps and pages that may make rules, as it may say where somebody lives. */
    list(id: string, cbid: string, options?: Options<"monitors.list">): List<Answer<"monitors.list">>;
    /** One monitor. For apps and pages that may make rules, as it may say where somebody lives. */
    get(id: string, cbid: string, mid: string, options?: Options<"monitors.get">): Promise<Answer<"monitors.get">>;
  };
  readonly remotes: {
    /** What a car was told to do. For pages of the service's own site, since it is of all apps: others have theirs in `/commands`. */
    list(id: string, cbid: string, options?: Options<"remotes.list">): List<Answer<"remotes.list">>;
    /** One remote action. For pages of the service's own site, since it is of all apps: others have theirs in `/commands`. */
    get(id: string, cbid: string, rid: string, options?: Options<"remotes.get">): Promise<Answer<"remotes.get">>;
  };
  readonly collisions: {
    /** The collisions of a car. In the manufacturer's order: the first need not be the latest. The manufacturer has announced the end of these. */
    list(id: string, options?: Options<"collisions.list">): List<Answer<"collisions.list">>;
    /** One collision. The manufacturer has announced the end of collisions. */
    get(id: string, cid: string, options?: Options<"collisions.get">): Promise<Answer<"collisions.get">>;
  };
  readonly commands: {
    /** The commands that were sent to a car, the newest first. Those of the last 90 days: of all cars of the driver together the last 200, and more only where the last day has more. It does not matter which of the driver's pages and apps has sent them. Asking for one that is not done asks the manufacturer what became of it, at most every three seconds. */
    list(id: string, options?: Options<"commands.list">): List<Answer<"commands.list">>;
    /** What became of a command. Ask again until `done`. `unknown` is an answer: nobody can tell whether the car has done it, so look at the car. */
    get(id: string, cmid: string, options?: Options<"commands.get">): Promise<Answer<"commands.get">>;
  };
  readonly maintenance: {
    /** What is left until the next service. Negative when it is overdue; `no-data-yet` where the car does not say. */
    get(id: string, options?: Options<"maintenance.get">): Promise<Answer<"maintenance.get">>;
  };
  readonly position: {
    /** Where a car was last seen. Or why that is not known; `no-data-yet` where the car has never reported anything. It is the position of the status. Only where that has none, and no privacy mode explains it, does it cost a second call of the manufacturer's, which tells `never-reported` and `scope` apart. */
    get(id: string, options?: Options<"position.get">): Promise<Answer<"position.get">>;
  };
  readonly rules: {
    /** The rules of a car, the oldest first. Whichever of the driver's pages and apps has made them. How they stand is compared with the manufacturer's at most once a minute. */
    list(id: string, options?: Options<"rules.list">): List<Answer<"rules.list">>;
    /** One rule */
    get(id: string, ruid: string, options?: Options<"rules.get">): Promise<Answer<"rules.get">>;
  };
  readonly status: {
    /** The last known state of a car. `no-data-yet` where the car has never reported. A parked car sleeps, and its parts report by themselves: each has a time of its own, and one may be weeks older than another. Show it. */
    get(id: string, options?: Options<"status.get">): Promise<Answer<"status.get">>;
  };
  readonly telemetry: {
    /** What a car measured over time. Moment by moment: the groups of a status, without times of their own, and some more. In the manufacturer's order: the first need not be the latest. The manufacturer has announced the end of it. */
    list(id: string, options?: Options<"telemetry.list">): List<Answer<"telemetry.list">>;
  };
  readonly trips: {
    /** The trips of a car, the newest first. A first page without `limit` has ten trips or more, if there are as many. A trip that is added while you follow `next` changes nothing in what you get. */
    list(id: string, options?: Options<"trips.list">): List<Answer<"trips.list">>;
    /** One trip. The greatest speed is not told: the manufacturer documents no unit of it. */
    get(id: string, tid: string, options?: Options<"trips.get">): Promise<Answer<"trips.get">>;
  };
  readonly tripAlerts: {
    /** The warnings of a trip, the newest first. As those of the car. */
    list(id: string, tid: string, options?: Options<"tripAlerts.list">): List<Answer<"tripAlerts.list">>;
    /** One warning of a trip */
    get(id: string, tid: string, aid: string, options?: Options<"tripAlerts.get">): Promise<Answer<"tripAlerts.get">>;
  };
  readonly tripCollisions: {
    /** The collisions of a trip. In the manufacturer's order: the first need not be the latest. The manufacturer has announced the end of these. */
    list(id: string, tid: string, options?: Options<"tripCollisions.list">): List<Answer<"tripCollisions.list">>;
    /** One collision of a trip. The manufacturer has announced the end of collisions. */
    get(id: string, tid: string, cid: string, options?: Options<"tripCollisions.get">): Promise<Answer<"tripCollisions.get">>;
  };
  readonly tripTelemetry: {
    /** What a car measured on a trip. As that of the car. The manufacturer has announced the end of it. */
    list(id: string, tid: string, options?: Options<"tripTelemetry.list">): List<Answer<"tripTelemetry.list">>;
  };
  readonly waypoints: {
    /** Where a trip led. In the manufacturer's order: the first need not be the latest. The manufacturer has announced the end of these. */
    list(id: string, tid: string, options?: Options<"waypoints.list">): List<Answer<"waypoints.list">>;
  };
}

/** The paths of what can be read, below those of an account. */
export const PATHS = {
  "events.get": "events",
  "forwarding.get": "events/forwarding",
  "user.get": "user",
  "callbacks.list": "user/callbacks",
  "callbacks.get": "user/callbacks/{cbid}",
  "vehicles.list": "vehicles",
  "vehicles.get": "vehicles/{id}",
  "actions.get": "vehicles/{id}/actions",
  "alarms.list": "vehicles/{id}/alarms",
  "alarms.get": "vehicles/{id}/alarms/{aid}",
  "alerts.list": "vehicles/{id}/alerts",
  "alerts.get": "vehicles/{id}/alerts/{aid}",
  "monitors.list": "vehicles/{id}/callbacks/{cbid}/monitors",
  "monitors.get": "vehicles/{id}/callbacks/{cbid}/monitors/{mid}",
  "remotes.list": "vehicles/{id}/callbacks/{cbid}/remotes",
  "remotes.get": "vehicles/{id}/callbacks/{cbid}/remotes/{rid}",
  "collisions.list": "vehicles/{id}/collisions",
  "collisions.get": "vehicles/{id}/collisions/{cid}",
  "commands.list": "vehicles/{id}/commands",
  "commands.get": "vehicles/{id}/commands/{cmid}",
  "maintenance.get": "vehicles/{id}/maintenance",
  "position.get": "vehicles/{id}/position",
  "rules.list": "vehicles/{id}/rules",
  "rules.get": "vehicles/{id}/rules/{ruid}",
  "status.get": "vehicles/{id}/status",
  "telemetry.list": "vehicles/{id}/telemetry",
  "trips.list": "vehicles/{id}/trips",
  "trips.get": "vehicles/{id}/trips/{tid}",
  "tripAlerts.list": "vehicles/{id}/trips/{tid}/alerts",
  "tripAlerts.get": "vehicles/{id}/trips/{tid}/alerts/{aid}",
  "tripCollisions.list": "vehicles/{id}/trips/{tid}/collisions",
  "tripCollisions.get": "vehicles/{id}/trips/{tid}/collisions/{cid}",
  "tripTelemetry.list": "vehicles/{id}/trips/{tid}/telemetry",
  "waypoints.list": "vehicles/{id}/trips/{tid}/waypoints",
} as const;
