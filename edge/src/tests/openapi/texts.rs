//! What the description says of each operation in words: its name, its tag, one line, and more.

/// The words of one operation.
#[derive(Debug, Clone, Copy)]
pub(super) struct OperationText {
    /// The template of the path.
    pub(super) path: &'static str,
    /// The stable name of the operation: clients' methods are called by it.
    pub(super) id: &'static str,
    /// The group it is shown in.
    pub(super) tag: &'static str,
    /// One line.
    pub(super) summary: &'static str,
    /// What else there is to know.
    pub(super) description: &'static str,
}

const fn text(
    path: &'static str,
    id: &'static str,
    tag: &'static str,
    summary: &'static str,
    description: &'static str,
) -> OperationText {
    OperationText {
        path,
        id,
        tag,
        summary,
        description,
    }
}

const SESSION: &str = "Session";
const OAUTH: &str = "Authorization server";
const DRIVER: &str = "Driver";
const CARS: &str = "Cars";
const WARNINGS: &str = "Warnings";
const TRIPS: &str = "Trips";
const COMMANDS: &str = "Commands";
const RULES: &str = "Rules";
pub(super) const EVENTS: &str = "Events";
const CALLBACKS: &str = "Callbacks";
/// The tag of the manufacturer's own documents.
pub(super) const RAW: &str = "Raw documents";
const SERVICE: &str = "Service";

/// The tags, in the order they are shown in, and what they are.
pub(super) const TAGS: [(&str, &str); 12] = [
    (
        SESSION,
        "Who is logged in, and logging in and out, for pages of the service's own site.",
    ),
    (
        OAUTH,
        "How apps and pages of other sites have a driver log in: OAuth 2 with the code flow and PKCE (RFC 7636), for clients without a secret.",
    ),
    (DRIVER, "The driver, and the brands there are."),
    (
        CARS,
        "The cars: what they are, what they last reported, what is left until their service, and what they measured.",
    ),
    (
        WARNINGS,
        "What cars warn of, what their burglar alarm reported, and their collisions.",
    ),
    (
        TRIPS,
        "Where cars were driven, and what happened on the way.",
    ),
    (
        COMMANDS,
        "Telling a car to do something, and what became of it. Each kind of command is off until the owner of the service switches it on.",
    ),
    (
        RULES,
        "What a driver is told of: the manufacturer watches a car for it, five rules a car. Off until the owner of the service switches it on, with the word `rules`. No rule has a position sent along. All writes of a login, of rules and commands, are twenty a minute.",
    ),
    (
        EVENTS,
        "What happens to a driver's cars, as it happens: over a live connection, or by asking now and then.",
    ),
    (
        CALLBACKS,
        "Notifications as the manufacturer has them, also those that were set up by others with the same app; the service makes its own. What is watched for on a car, and what it was told to do.",
    ),
    (
        RAW,
        "The manufacturer's own documents, for what is not carried here yet. Their shape is the manufacturer's, and so are their parameters: one that it refuses is answered with 502 `upstream-rejected`.",
    ),
    (SERVICE, "The service itself."),
];

/// Of what is announced to end.
const ENDING: &str = "The manufacturer has announced the end of collisions.";
/// Of lists that are carried as they come.
const ORDER_AND_ENDING: &str = "In the manufacturer's order: the first need not be the latest. The manufacturer has announced the end of these.";
/// Who is shown monitors, and who remote actions.
const FOR_RULES: &str =
    "For apps and pages that may make rules, as it may say where somebody lives.";
const OF_ALL_APPS: &str = "For pages of the service's own site, since it is of all apps: others have theirs in `/commands`.";

/// Every operation but those on raw documents.
#[rustfmt::skip]
pub(super) const TEXTS: &[OperationText] = &[
    text("/auth/session", "session.get", SESSION, "Who is logged in",
        "Answers logged in or not: the accounts, those whose login the manufacturer has revoked, and the brands on offer. A bearer is one account. One that cannot be asked just now is neither logged in nor out: its slot is in `unavailable`, and its cookie stays."),
    text("/auth/login", "session.logIn", SESSION, "Send a driver to log in",
        "Not for calls: a page leads the browser here, and the driver comes back to `return_to` with the cookie of an account, or with the reason why not as `login_error`. Where a browser asks for a page, an error is one."),
    text("/auth/callback", "session.callback", SESSION, "Where the login service sends a driver back to",
        "Not for calls: the manufacturer's login service leads the browser here, and it is led on to where the login was begun from; where the cookie of the login is gone, to the service's own page, with `login_error=expired`."),
    text("/auth/logout", "session.logOut", SESSION, "Log out",
        "Ends the session of one account, or of all of this browser, and takes the cookies away. It works without a session, too. A parameter that it does not take is refused, and nobody is logged out. 503: not every session could be ended; log out again."),
    text("/auth/password", "session.logInByPassword", SESSION, "Log in by password, in preproduction",
        "Historical: the manufacturer's page of 2019 for its preproduction has nothing else. It is off (`not-found`) unless the owner of the service names brands in `PASSWORD_GRANT_BRANDS`, and production refuses it. The call comes from a page and has its `Origin`. Five attempts a minute are taken from an address, and five in 15 minutes for a user name."),

    text("/.well-known/oauth-authorization-server", "oauth.metadata", OAUTH, "Describe the authorization server",
        "As RFC 8414 has it: client libraries find the other addresses here."),
    text("/auth/authorize", "oauth.authorize", OAUTH, "Have a driver log in",
        "Not for calls: a client leads the browser here (RFC 6749 section 4.1.1). It is led on to log in, where the redirect URI is not https or is of the device itself by way of a page that asks the driver first, and then to the redirect URI with `code`, `state` and `iss` (RFC 9207), or with `error`, `error_description`, `state` and `iss`. Only a client and a redirect URI that are registered to the letter are answered; otherwise, and where there are too many requests, the driver sees a page with the problem."),
    text("/auth/token", "oauth.token", OAUTH, "Exchange a code",
        "An app gets its bearer, and no refresh token: the service keeps the manufacturer's tokens alive itself. A page of another site, which asks from its own origin with `credentials: \"include\"`, gets its cookie, which browsers send from this page only. A code is good once, for 60 seconds, for the client, the redirect URI and the verifier it was asked with; who uses it a second time ends what the first use got."),
    text("/auth/revoke", "oauth.revoke", OAUTH, "End the session behind a bearer",
        "As RFC 7009 has it: a token that is unknown or already revoked is answered the same."),

    text("/api/v1/brands", "brands.list", DRIVER, "The brands on offer",
        "And where to log in with each. Nobody has to be logged in; without a bearer the call carries `X-Kerbside: 1` all the same."),
    text("/api/v1/app", "app.get", SERVICE, "What the owner of the service has switched on",
        "For a page that is about to show something: whether it offers commands, and where the images of its map come from. Nobody has to be logged in. What a driver may do with one of their cars is told by its `actions`."),
    text("/api/v1/eligibility", "eligibility.ask", CARS, "What a car can do before it is enrolled",
        "By its VIN, for drivers who are not logged in yet. A capability is no subscription: that a car reports something, or takes a command, says nothing of whether its driver has or can have the service for it. `data` has the scopes of what it reports, `actions` the words of the commands that it says it takes; of a car that the manufacturer does not know, `known` is false. Nothing of it is kept. It is off (`eligibility-off`) unless the owner of the service sets `ELIGIBILITY`: for themselves, who show their key as a bearer, or for every page. Then five questions a minute are taken from an address, three an hour about a car, and 200 a day in all."),
    text("/api/v1/user", "user.get", DRIVER, "The driver",
        "The list of cars has all the cars; here are those that the manufacturer names with the driver."),

    text("/api/v1/vehicles", "vehicles.list", CARS, "The cars",
        "Keep the VIN rather than the `id`, whose form the manufacturer has changed before. With `include=status` each car has its `status`, or, where that could not be had and is not known from before, the problem in its place: it has a `code`, which a status never has. It is one call of yours, and one of the manufacturer's for each car; once the manufacturer's limit is met there are no more. With `accounts=all` an account that failed has its `problem` in `accounts` and no cars, and the answer is still 200; `offset` and `cursor` go with one account only."),
    text("/api/v1/vehicles/{id}", "vehicles.get", CARS, "One car",
        "The manufacturer has announced the end of its own `brand`, `label` and `pictures`, which are often missing: `include` asks for them where they will be, `branding` (brand and label) and `pictures`. With `capabilities` comes what the car can do as far as its maker says; the driver may not have subscribed to it. The manufacturer's text allows two of the three at once, its schema all: where three are refused, which is `upstream-rejected`, ask for fewer. For some cars the manufacturer fails at `capabilities`: then the answer is made without them."),
    text("/api/v1/vehicles/{id}/status", "status.get", CARS, "The last known state of a car",
        "`no-data-yet` where the car has never reported. A parked car sleeps, and its parts report by themselves: each has a time of its own, and one may be weeks older than another. Show it."),
    text("/api/v1/vehicles/{id}/position", "position.get", CARS, "Where a car was last seen",
        "Or why that is not known; `no-data-yet` where the car has never reported anything. It is the position of the status. Only where that has none, and no privacy mode explains it, does it cost a second call of the manufacturer's, which tells `never-reported` and `scope` apart."),
    text("/api/v1/vehicles/{id}/maintenance", "maintenance.get", CARS, "What is left until the next service",
        "Negative when it is overdue; `no-data-yet` where the car does not say."),
    text("/api/v1/vehicles/{id}/telemetry", "telemetry.list", CARS, "What a car measured over time",
        "Moment by moment: the groups of a status, without times of their own, and some more. In the manufacturer's order: the first need not be the latest. The manufacturer has announced the end of it."),

    text("/api/v1/vehicles/{id}/alerts", "alerts.list", WARNINGS, "The warnings of a car, the newest first",
        "The manufacturer cannot be asked by `active`. With it up to four of its pages are gone through for one of ours, `total` is not known, and a page may be empty and still have a `next`."),
    text("/api/v1/vehicles/{id}/alerts/{aid}", "alerts.get", WARNINGS, "One warning", ""),
    text("/api/v1/vehicles/{id}/alarms", "alarms.list", WARNINGS, "What the burglar alarm of a car reported",
        "In the manufacturer's order: the first need not be the latest."),
    text("/api/v1/vehicles/{id}/alarms/{aid}", "alarms.get", WARNINGS, "One report of the burglar alarm", ""),
    text("/api/v1/vehicles/{id}/collisions", "collisions.list", WARNINGS, "The collisions of a car", ORDER_AND_ENDING),
    text("/api/v1/vehicles/{id}/collisions/{cid}", "collisions.get", WARNINGS, "One collision", ENDING),

    text("/api/v1/vehicles/{id}/trips", "trips.list", TRIPS, "The trips of a car, the newest first",
        "A first page without `limit` has ten trips or more, if there are as many. A trip that is added while you follow `next` changes nothing in what you get."),
    text("/api/v1/vehicles/{id}/trips/{tid}", "trips.get", TRIPS, "One trip",
        "The greatest speed is not told: the manufacturer documents no unit of it."),
    text("/api/v1/vehicles/{id}/trips/{tid}/waypoints", "waypoints.list", TRIPS, "Where a trip led", ORDER_AND_ENDING),
    text("/api/v1/vehicles/{id}/trips/{tid}/alerts", "tripAlerts.list", TRIPS, "The warnings of a trip, the newest first",
        "As those of the car."),
    text("/api/v1/vehicles/{id}/trips/{tid}/alerts/{aid}", "tripAlerts.get", TRIPS, "One warning of a trip", ""),
    text("/api/v1/vehicles/{id}/trips/{tid}/collisions", "tripCollisions.list", TRIPS, "The collisions of a trip", ORDER_AND_ENDING),
    text("/api/v1/vehicles/{id}/trips/{tid}/collisions/{cid}", "tripCollisions.get", TRIPS, "One collision of a trip", ENDING),
    text("/api/v1/vehicles/{id}/trips/{tid}/telemetry", "tripTelemetry.list", TRIPS, "What a car measured on a trip",
        "As that of the car. The manufacturer has announced the end of it."),

    text("/api/v1/user/callbacks", "callbacks.list", CALLBACKS, "Where the manufacturer sends notifications to", ""),
    text("/api/v1/user/callbacks/{cbid}", "callbacks.get", CALLBACKS, "One callback", ""),
    text("/api/v1/vehicles/{id}/callbacks/{cbid}/monitors", "monitors.list", CALLBACKS, "What is watched for on a car", FOR_RULES),
    text("/api/v1/vehicles/{id}/callbacks/{cbid}/monitors/{mid}", "monitors.get", CALLBACKS, "One monitor", FOR_RULES),
    text("/api/v1/vehicles/{id}/callbacks/{cbid}/remotes", "remotes.list", CALLBACKS, "What a car was told to do", OF_ALL_APPS),
    text("/api/v1/vehicles/{id}/callbacks/{cbid}/remotes/{rid}", "remotes.get", CALLBACKS, "One remote action", OF_ALL_APPS),

    text("/api/v1/vehicles/{id}/actions", "actions.get", COMMANDS, "What can be done with a car",
        "Each command, whether it can be sent, and else who says no: the `owner` of the service, the registration of the `client`, the scopes that drivers are asked for (`consent`), or the `vehicle`. What a car does not say of itself counts as possible; what of a command it says it does not take is under `without`. `rules` says the same of making rules."),
    text("/api/v1/vehicles/{id}/commands", "commands.list", COMMANDS, "The commands that were sent to a car, the newest first",
        "Those of the last 90 days: of all cars of the driver together the last 200, and more only where the last day has more. It does not matter which of the driver's pages and apps has sent them. Asking for one that is not done asks the manufacturer what became of it, at most every three seconds."),
    text("/api/v1/vehicles/{id}/commands/{cmid}", "commands.get", COMMANDS, "What became of a command",
        "Ask again until `done`. `unknown` is an answer: nobody can tell whether the car has done it, so look at the car."),

    text("/api/v1/events/forwarding", "forwarding.get", EVENTS, "Whether the owner's own server has the events, too",
        "Where the owner of the service has one (`available`), a driver may agree that it gets their events, so that something can be done with them while no page is open."),
    text("/api/v1/vehicles/{id}/rules", "rules.list", RULES, "The rules of a car, the oldest first",
        "Whichever of the driver's pages and apps has made them. How they stand is compared with the manufacturer's at most once a minute."),
    text("/api/v1/vehicles/{id}/rules/{ruid}", "rules.get", RULES, "One rule", ""),
    text("/api/v1/events", "events.get", EVENTS, "What has happened since an event",
        "Commands that have come further, rules that have fired, and states that are newer than before. The last 200 of the last 72 hours are kept; where `after` is older there is `reset`: load anew. A client that may not send a kind of command is not told of one.\n\nWith `Upgrade: websocket` it is a live connection, which begins with `hello` and the events behind `after`. A page connects with the subprotocols `kerbside-live-v1` and `kerbside-ticket.` with a ticket behind it; no cookie counts, and its `Origin` is one that may call. An app may send its bearer in place of the ticket. More than ten events in a second come as one `reset`, but for rules, which are told all the same. Send `ping` now and then, which is answered with `pong`; any other message closes the connection (1008). It is closed with 4401 when the login is over, and with 4429 where the driver has 16 already; a ticket, or a connection by a bearer, is refused then with `too-many-connections`."),
    text("/api/v1/events/tickets", "events.ticket", EVENTS, "Get a ticket for a live connection",
        "Good once, for 30 seconds. A browser's WebSocket can send no header, and a secret is to be in no address."),

    text("/hooks/v1/{object}/{secret}", "hooks.receive", SERVICE, "Where the manufacturer sends notifications to",
        "Not for calls of front ends. The address is made by the service, one a driver, and known to the manufacturer alone. What is kept or can never be good is 200, whoever sent it; 500 means that it has to come again. Nothing else is answered to a POST."),
    text("/health", "health.get", SERVICE, "Whether the service is set up",
        "With `relay` and the owner's key as a bearer, also whether each relay is; without the key that is `not-found`."),
    text("/problems/{slug}", "problems.get", SERVICE, "A page that explains a problem",
        "For the driver, for the developer of a front end and for the owner of the service. The `type` of a problem leads here."),
];

/// What is said of sending a command.
pub(super) const SEND: OperationText = text(
    "/api/v1/vehicles/{id}/commands",
    "commands.send",
    COMMANDS,
    "Send a command to a car",
    "One command a call. `Idempotency-Key` has 16 to 64 of `A-Z a-z 0-9 _ -`, another one for each press of a button: a repeat with the same key and body, within a day, is the same command and sends nothing. The answer comes once the manufacturer has taken the command, or when that cannot be known; what the car makes of it is told at `Location`. Only pages that the owner lists in `ACTION_ORIGINS`, the service's own, and clients that are registered for it may send one; a page's call has its `Origin`. Where a problem is answered, this call sent nothing, but for `internal`: then ask again with the same key.",
);

/// What is said of agreeing to forwarding.
pub(super) const SET_FORWARDING: OperationText = text(
    "/api/v1/events/forwarding",
    "forwarding.set",
    EVENTS,
    "Agree that the owner's own server has the events, or withdraw that",
    "Ask the driver first, show them `to`, and send it along: an agreement to another server than there is now is refused. The consent is for that server alone, and ends when the driver's last session ends; what waits for the server is dropped then. Only the service's own pages, and those of `ACTION_ORIGINS`, may agree for a driver; any caller may withdraw it. A page's call has its `Origin`.",
);
/// What is said of what is forwarded.
pub(super) const FORWARDED: &str = "Not for calls: the service sends this to the address in `EVENTS_URL`, of each driver who has agreed, as Standard Webhooks 1.0 has it. Check the signature with a library of that specification. Answer within 10 seconds. What is not taken is sent again after 5 seconds, 5 minutes, half an hour, 2 hours, 5 hours and then every 8 hours, for 72 hours from when it happened; later where `Retry-After` says so in seconds, up to 8 hours. A car's events come in their order, one at a time; a message may come twice, under one id.";

/// What is said of changing rules.
pub(super) const CREATE_RULE: OperationText = text(
    "/api/v1/vehicles/{id}/rules",
    "rules.create",
    RULES,
    "Have a car watched",
    "`Idempotency-Key` has 16 to 64 of `A-Z a-z 0-9 _ -`: a repeat with the same key and body, within a day, is the same rule and makes no second one. Where the manufacturer's answer is lost, the rule is looked for before this answers; where that shows nothing yet, its state is `unknown`. Who may send commands may make rules, where the word `rules` is among theirs.",
);
pub(super) const REPLACE_RULE: OperationText = text(
    "/api/v1/vehicles/{id}/rules/{ruid}",
    "rules.replace",
    RULES,
    "Put another rule in the place of one",
    "The whole rule. It may be sent again. A rule that has ended is watched for anew.",
);
pub(super) const DELETE_RULE: OperationText = text(
    "/api/v1/vehicles/{id}/rules/{ruid}",
    "rules.delete",
    RULES,
    "Delete a rule",
    "It may be sent again: what is deleted already is `rule-not-found`.",
);
pub(super) const PAUSE_RULE: OperationText = text(
    "/api/v1/vehicles/{id}/rules/{ruid}/status",
    "rules.pause",
    RULES,
    "Pause or resume a rule",
    "It may be sent again. To resume a rule that has ended is to have it watched for anew.",
);

/// What is said of a path.
pub(super) fn of(path: &str) -> OperationText {
    let text = TEXTS.iter().find(|text| text.path == path);
    *text
        .unwrap_or_else(|| panic!("nothing is said of {path}: see edge/src/tests/openapi/texts.rs"))
}

/// The description of the whole.
pub(super) const ABOUT: &str = "Clean JSON about the cars of drivers of Peugeot, Citroën, DS, Opel and Vauxhall.

Members carry their units in their names (`x-unit` has them in UCUM), times are RFC 3339 in UTC (but for `since` of an account, in seconds after 1970 began), and what is not known is absent, never null. Where the reason can be known, `{\"unavailable\": \"privacy\"}` stands in place of a value. Where a member is one of several words, those that the manufacturer documents are listed; it adds to them, and a new one passes through: have a default. An error is a problem of RFC 9457: branch on its `code`.

A page's calls carry the header `X-Kerbside: 1` and the driver's cookie; an app's calls carry its bearer, and that header until it has one. With one account logged in, its data is at `/api/v1/…`; with several, at `/api/v1/accounts/{slot}/…`, by the slot that `/auth/session` gives. Below `/api/v1` a parameter that an address does not take is refused by name. A list is a page, which may be short: send its `next` back as `cursor` to get the next one, where it has one.

Where an answer has the member `stale`, the manufacturer could not be asked, and it is what was last known.";
