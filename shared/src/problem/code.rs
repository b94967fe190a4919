//! The rows: each problem's slug, status, title and what to do about it.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

macro_rules! codes {
    ($(
        $name:ident $slug:literal $status:literal $title:literal $(retry $retry:literal)? {
            $(driver $driver:literal)? $(page $page:literal)? $(owner $owner:literal)?
        }
    )*) => {
        /// What kind of problem it is. The slug is stable; a front end branches on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
        #[serde(into = "&'static str")]
        pub enum Code {
            $( #[doc = $title] $name, )*
        }

        impl Code {
            /// Every problem there is.
            pub const ALL: [Self; [$($slug),*].len()] = [$(Self::$name),*];

            /// The stable name: `not-logged-in`.
            pub const fn slug(self) -> &'static str {
                match self { $( Self::$name => $slug, )* }
            }

            /// The HTTP status it is answered with.
            pub const fn status(self) -> u16 {
                match self { $( Self::$name => $status, )* }
            }

            /// One line for people, the same every time.
            pub const fn title(self) -> &'static str {
                match self { $( Self::$name => $title, )* }
            }

            /// What a driver can do about it; empty where that is nothing.
            pub const fn for_driver(self) -> &'static str {
                match self { $( Self::$name => concat!($($driver)?), )* }
            }

            /// What the developer of a page can do about it; empty where that is nothing.
            pub const fn for_developer(self) -> &'static str {
                match self { $( Self::$name => concat!($($page)?), )* }
            }

            /// What the owner of the service can do about it; empty where that is nothing.
            pub const fn for_owner(self) -> &'static str {
                match self { $( Self::$name => concat!($($owner)?), )* }
            }

            /// Seconds after which trying again may help, where nobody has said better.
            pub const fn default_retry_after(self) -> Option<u32> {
                match self { $( Self::$name => codes!(@retry $($retry)?), )* }
            }
        }
    };
    (@retry) => { None };
    (@retry $seconds:literal) => { Some($seconds) };
}

codes! {
    // Who is asking
    NotLoggedIn "not-logged-in" 401 "Nobody is logged in" {
        driver "Log in."
        page "Open loginUrl in the browser, then ask again."
    }
    LoginLost "login-lost" 401 "The login has ended" {
        driver "The manufacturer's login service no longer accepts this login. Log in again; nothing else is lost."
        page "Open loginUrl in the browser, then ask again."
    }
    ChooseAccount "choose-account" 409 "Several accounts are logged in" {
        page "Ask GET /auth/session for the accounts and name one in the path: /api/v1/accounts/{slot}/…"
    }
    CsrfHeaderMissing "csrf-header-missing" 403 "The X-Kerbside header is missing" {
        page "Send the header X-Kerbside: 1, which a form of another site cannot send. Apps send it, too, until they have a bearer."
    }
    OriginNotAllowed "origin-not-allowed" 403 "This page may not call this service" {
        page "Have the owner of the service list or register the page's origin."
        owner "List the page's origin in ALLOWED_ORIGINS where it is of the service's own site; register a page of another site in APPS."
    }
    CookieAndBearer "cookie-and-bearer" 400 "The call names its caller in two ways" {
        page "Send a bearer, or let the browser send its cookie: never both in one call."
    }
    EligibilityOff "eligibility-off" 403 "This service does not tell what a car can do" {
        driver "The owner of the service has not switched this on, or has switched it on for themselves alone."
        page "Once the driver has logged in, ask it of their car: GET /api/v1/vehicles/{id}?include=capabilities."
        owner "It takes two switches: ELIGIBILITY, and eligibility = true in the relay's [[identity]]. With ELIGIBILITY = owner the call carries OWNER_KEY as its bearer."
    }
    TooManyAccounts "too-many-accounts" 409 "As many accounts as possible are logged in" {
        driver "Log out of one first."
        page "POST /auth/logout?account={slot} logs out of one."
    }

    // Apps, and pages of other sites
    UnknownClient "unknown-client" 400 "This app is not registered here" {
        driver "Not your fault. Tell whoever made the app or page that sent you here."
        page "Send client_id and redirect_uri exactly as they are registered, each once."
        owner "List the client and its redirect URIs in APPS."
    }
    CodeRefused "code-refused" 400 "The one-time code cannot be used" {
        driver "Log in again."
        page "A code is good once, for 60 seconds, with the client_id, the redirect_uri and the code_verifier of the login it came from."
    }

    // What is asked
    NotFound "not-found" 404 "There is nothing at this address" {
        driver "It may be over: a car's trips and warnings are kept for about two months."
        page "See the API's description for the addresses. Where this is one of them, what it names is not there: ask for its list again."
        owner "At /health?relay=1: OWNER_KEY is not set, or another key was shown."
    }
    MethodNotAllowed "method-not-allowed" 405 "This address does not take that method" {
        page "The Allow header names the methods it takes."
    }
    UnknownBrand "unknown-brand" 400 "This brand is not on offer" {
        page "The parameter brand is one of those that /api/v1/brands offers."
    }
    BodyTooSlow "body-too-slow" 408 "The call's body did not come in time" {
        page "Send the whole body at once."
    }
    BodyTooLarge "body-too-large" 413 "The call's body is too large" {
        page "A body has 16 kB at most."
    }
    InvalidParameter "invalid-parameter" 400 "A parameter cannot be used" {
        page "The member parameter names it, and detail says what it should be."
    }
    InvalidBody "invalid-body" 400 "The call's body cannot be read" {
        page "The address wants a JSON object; detail names its members."
    }
    UnsupportedMediaType "unsupported-media-type" 415 "The call's body is of another media type" {
        page "Send it as application/json."
    }
    AddressTooLong "address-too-long" 414 "The address is too long" {
        page "Path and query have 8 kB at most."
    }
    HeadersTooLarge "headers-too-large" 431 "The call's headers are too large" {
        driver "Delete this site's cookies, then log in again."
        page "The headers have 32 kB at most, the cookies 16 kB: see what else of this host sets cookies."
    }

    // How often it is asked
    TooManyRequests "too-many-requests" 429 "Too many requests" retry 60 {
        driver "Wait a minute."
        page "Wait for retryAfter seconds, and ask less often."
        owner "The limit is this service's own, for each browser or address: ratelimits in wrangler.toml. The manufacturer's own is the problem rate-limited."
    }
    LimiterUnavailable "limiter-unavailable" 503 "The rate limit cannot be checked" retry 10 {
        driver "Try again."
        owner "Attempts cannot be counted, so calls by which a secret could be guessed are refused. The log has the reason, by requestId."
    }

    // What the upstream says
    VehicleNotFound "vehicle-not-found" 404 "This car is not known" {
        driver "Choose the car from the list again."
        page "The identifier may be old: ask for the list of cars again. The VIN stays the same."
    }
    NotThisDriversVehicle "not-this-drivers-vehicle" 403 "This driver has no access to this car" {
        driver "Log in with the account in whose app the car is registered. If it is this one, log in again and agree to share the car's data."
        page "The identifier may be old: ask for the list of cars again. The manufacturer often answers the same where a consent is missing; where it says so, the problem is consent-missing."
    }
    ConsentMissing "consent-missing" 403 "The driver has not agreed to share this" {
        driver "Log in again and agree to share the car's data; partners must be allowed in the manufacturer's app, too."
        page "Other data of the car may be shared: show that. Asking again changes nothing until the driver has logged in."
        owner "Compare SCOPES with the scopes that the manufacturer registered for the app."
    }
    PrivacyOn "privacy-on" 403 "The car's privacy mode is on" {
        driver "Switch it off in the settings of the car. What the car reports from then on is shown."
        page "The car's status still says which mode it is, in privacy.state."
    }
    ServiceNotSubscribed "service-not-subscribed" 403 "No connected service is active for this car" {
        driver "Activate or renew the car's connected services in the manufacturer's app. Data comes after some drives."
    }
    TelematicsBoxReplaced "telematics-box-replaced" 409 "The car's telematics box was replaced" {
        driver "Have the new box enrolled by the workshop or by the manufacturer's customer service, then log in here again."
        page "Until then, asking again changes nothing."
    }
    NoDataYet "no-data-yet" 404 "There is nothing to show yet" {
        driver "Drive the car for a quarter of an hour, with its connected services switched on and its privacy mode off. If still nothing comes, look in the manufacturer's app whether a service is active for the car."
        page "The manufacturer answers the same where a car has not reported yet, has nothing of the kind, is private or has no active service."
    }
    RateLimited "rate-limited" 429 "Too many calls" retry 60 {
        driver "Wait a little."
        page "Wait for retryAfter seconds, and ask less often: a car reports once a minute at most."
        owner "The manufacturer sets the limit, a second's and a day's, for the whole service."
    }
    UpstreamUnavailable "upstream-unavailable" 503 "The manufacturer's service is having trouble" retry 30 {
        driver "This usually passes within minutes; nobody is logged out by it. If one car stays so for days, its telematics box may have been replaced: have it enrolled again."
        page "Show what there is with its age, and ask again after retryAfter seconds."
        owner "If it stays so for all cars, give the members under upstream to the manufacturer's support."
    }
    UpstreamRejected "upstream-rejected" 502 "The manufacturer's service refused the call" {
        page "Asking again changes nothing. At /api/v1/raw/, look at your parameters."
        owner "Find the reason in the log by requestId; the members under upstream name the error to the manufacturer's support."
    }
    PartnerAccess "partner-access" 502 "The service's access to the manufacturer is not in order" {
        driver "Not your fault. Tell the owner of the service."
        owner "Check the client id, its subscription with the manufacturer, and the realm of the brand."
    }
    TokenRefused "token-refused" 502 "The manufacturer refused a fresh login" retry 30 {
        driver "The data service does not take this login yet. Try again; if it stays so, log in again."
        owner "If it happens to all drivers of a brand, check its realm."
    }

    // Between relay and upstream
    UpstreamUnreachable "upstream-unreachable" 503 "The manufacturer's service cannot be reached" retry 10 {
        driver "Try again."
        owner "The relay's log has the reason."
    }
    UpstreamTimeout "upstream-timeout" 504 "The manufacturer's service did not answer in time" retry 10 {
        driver "Try again."
        owner "The relay's log has the reason."
    }
    UpstreamBroken "upstream-broken" 502 "The manufacturer's service broke off its answer" retry 10 {
        driver "Try again."
        owner "The relay's log has the reason."
    }
    UpstreamUnreadable "upstream-unreadable" 502 "The manufacturer's service did not answer with data" retry 30 {
        driver "Try again later."
        owner "An error page came in place of the data: the manufacturer's, or that of something in front."
    }
    UpstreamTooLarge "upstream-too-large" 502 "The manufacturer's answer is too large" {
        page "Ask for less at once."
        owner "The relay's log has the reason."
    }
    CertificateRefused "certificate-refused" 502 "The manufacturer refused the service's certificate" {
        driver "Not your fault. Tell the owner of the service."
        owner "The client certificate has ended, was withdrawn, or does not belong to the client id."
    }
    UpstreamNotTrusted "upstream-not-trusted" 502 "The manufacturer's service could not be recognised" {
        driver "Not your fault. Tell the owner of the service."
        owner "The server showed a certificate of another authority or name: check the CA file and the upstream address."
    }
    UpstreamCertificateExpired "upstream-certificate-expired" 502 "The manufacturer's server certificate is out of date" {
        driver "Not your fault. Try again later."
        owner "Usually for the manufacturer to mend; check the relay's clock first."
    }

    // Between edge and relay
    RelayUnreachable "relay-unreachable" 503 "The relay cannot be reached" retry 5 {
        driver "Try again."
        owner "Check that the relay runs and that RELAY_URL leads to it."
    }
    RelayBusy "relay-busy" 503 "The relay is busy" retry 2 {
        driver "Try again."
        owner "If it happens often, run another relay and list it in RELAY_URL."
    }
    SignatureRefused "signature-refused" 401 "The signature is invalid" {
        owner "The caller of a relay signs with a key that both sides hold; the relay's log has the reason."
    }
    RelayRefusesEdge "relay-refuses-edge" 502 "The relay does not accept this service" {
        driver "Not your fault. Tell the owner of the service."
        owner "Compare RELAY_KEY, RELAY_WRITE_KEY, the relay's keys, public names and realms, and both clocks; the relay's log has the reason."
    }
    OperationNotAllowed "operation-not-allowed" 404 "The relay does not make this call" {
        owner "The relay makes the reading calls of the manufacturer's API and, with [writes], those of commands and rules; no other."
    }
    RequestNotAllowed "request-not-allowed" 400 "The relay does not take such a request" {
        owner "Send no Expect, no Upgrade, and no query parameters that the operation does not have. A read has no body; a write has its whole body, with Content-Length."
    }
    RealmNotAllowed "realm-not-allowed" 403 "The relay is not set up for this brand" {
        owner "Add the realm to the relay's identity."
    }

    // Commands, before anything is sent
    ActionNotAllowed "action-not-allowed" 403 "This is not switched on, or not for this app or page" {
        driver "The owner of the service decides which commands and rules there are, and which apps and pages have them."
        page "Ask GET /api/v1/vehicles/{id}/actions which commands there are, and why one is not."
        owner "Put the word into ACTIONS and into allow of the relay's [writes]; hooks there have to begin with PUBLIC_ORIGIN. A page of ALLOWED_ORIGINS has to be in ACTION_ORIGINS as well; a client of APPS needs the word in its own actions."
    }
    FreshLoginRequired "fresh-login-required" 403 "A fresh login is needed" {
        driver "Log in again, then do it once more. Nobody is logged out by this."
        page "Open loginUrl in the browser, then make the call again, with its Idempotency-Key if it had one. Where there is no loginUrl, begin a login of your own."
    }
    IdempotencyKeyMissing "idempotency-key-missing" 400 "Idempotency-Key is missing or malformed" {
        page "Send the header Idempotency-Key with every new command or rule: 16 to 64 characters of A-Z a-z 0-9 _ -, another one for each press of a button."
    }
    IdempotencyKeyReused "idempotency-key-reused" 422 "The key stands for something else" {
        page "A key belongs to one command or rule of one car for 24 hours. Make a new one for each press of a button, and repeat one only to send the same again."
    }
    NotSupportedByVehicle "not-supported-by-vehicle" 409 "The car cannot do this" {
        driver "The manufacturer says that this car has no such command, or does not take it in this form."
        page "Ask GET /api/v1/vehicles/{id}/actions which commands a car has, and under without what of them it does not take."
    }
    CommandInProgress "command-in-progress" 409 "Such a command is under way already" {
        driver "Wait until the car has done it, or has said why not."
        page "Follow that one: GET /api/v1/vehicles/{id}/commands has it."
    }
    TooManyCommands "too-many-commands" 429 "Too many commands" retry 60 {
        driver "Wait a little; nothing was sent."
        page "Wait for retryAfter seconds. A car takes 10 commands in 10 minutes, and is woken 3 times in 20 minutes and 12 times a day. A login's writes, rules too, are 20 a minute."
    }
    TicketInvalid "ticket-invalid" 401 "The ticket is invalid" {
        page "A ticket opens one connection, within 30 seconds. Get a new one with POST /api/v1/events/tickets."
    }
    TooManyConnections "too-many-connections" 429 "Too many live connections" retry 60 {
        driver "The page asks now and then instead. Close some of the other windows."
        page "A driver has 16 live connections at most, and 60 tickets a minute. Ask GET /api/v1/events from time to time."
    }
    WakeUpsUsedUp "wake-ups-used-up" 429 "The car may not be woken again yet" {
        driver "Waking a car empties its battery, so there are only so many times a month. Start the car, and it reports by itself."
        page "Wait for retryAfter seconds, where it is there."
        owner "WAKE_UPS_PER_MONTH sets the service's own limit; the manufacturer has another."
    }
    NoWriter "no-writer" 503 "No relay takes commands" retry 10 {
        driver "Try again; nothing was sent."
        owner "Check that a relay with [writes] runs, that its name is in RELAY_URL, and that RELAY_WRITE_KEY is one of its keys with writes = true."
    }
    ContentDigestMismatch "content-digest-mismatch" 400 "The body is not the one that was signed" {
        owner "Something between edge and relay changes the body of a call."
    }
    CommandNotFound "command-not-found" 404 "This command is not known" {
        driver "Commands are kept for a while only. Look at the car's status."
        page "Ask GET /api/v1/vehicles/{id}/commands for those there are."
    }

    // Rules
    TooManyRules "too-many-rules" 409 "The car has as many rules as possible" {
        driver "Delete one first. A rule may have up to five conditions."
        page "The manufacturer takes five for a car. Ask GET /api/v1/vehicles/{id}/rules which there are."
    }
    RuleRefused "rule-refused" 422 "The manufacturer does not take this rule" {
        driver "Change its conditions: perhaps they are never true together, are always true, or the car does not report one of them. Or other apps already have all the rules that the manufacturer allows for this car."
        page "Its form is right; the manufacturer refuses what it says. Asking again changes nothing."
        owner "The members under upstream name the error to the manufacturer's support."
    }
    RuleNotFound "rule-not-found" 404 "This rule is not known" {
        driver "It may be deleted already."
        page "Ask GET /api/v1/vehicles/{id}/rules for those there are."
    }

    // What became of a command
    VehicleUnreachable "vehicle-unreachable" 504 "The car could not be reached" {
        driver "It may stand where there is no reception, as in a garage, or its battery may be low. Try again later, or start the car."
        page "Sending it again may help once the car has reported something."
        owner "Nothing is wrong with the service."
    }
    VehicleBatteryLow "vehicle-battery-low" 409 "The car's battery is too low for this" {
        driver "Drive or charge the car, then try again."
    }
    VehicleInUse "vehicle-in-use" 409 "The car is in use" {
        driver "Switch the engine off and get out, then try again."
    }
    VehicleNotClosed "vehicle-not-closed" 409 "The car is not closed" {
        driver "Close and lock all doors, the boot and the bonnet, then try again."
    }
    KeyInside "key-inside" 409 "A key may be inside the car" {
        driver "Take the key out of the car, close the doors and try again. The manufacturer reports the same where the car could not say why."
    }
    VehicleStolen "vehicle-stolen" 409 "The car is reported stolen" {
        driver "Only the manufacturer's customer service can end that."
    }
    ChargingFault "charging-fault" 409 "The car cannot charge" {
        driver "Check the cable and the charging point; the car's display may say more."
    }
    CancelledByDriver "cancelled-by-driver" 409 "Somebody in the car stopped it" {
        driver "Send it again if that was not meant."
    }
    VehicleError "vehicle-error" 502 "The car did not do it" {
        driver "Try again. If it stays so, look in the manufacturer's app whether the command works there."
        page "The member upstreamCause has the manufacturer's word."
        owner "The manufacturer gives no reason."
    }
    NotReceived "not-received" 504 "The command did not arrive" {
        driver "It is safe to give it again: the manufacturer has no such command."
        owner "The manufacturer's answer was lost, and its list shows no such command."
    }

    // Logging in
    WrongCredentials "wrong-credentials" 401 "User name and password do not fit" {
        driver "Type them again, as in the manufacturer's app."
        page "Only the password grant answers so."
    }
    LoginUnproven "login-unproven" 502 "The login service did not prove who has logged in" {
        driver "Try again."
        owner "Its id_token failed a check. The service's log has the reason, by requestId."
    }
    LoginUnavailable "login-unavailable" 503 "The manufacturer's login service cannot be reached" retry 30 {
        driver "Try again. Who is logged in stays so."
        owner "The service's log has the reason, by requestId."
    }

    // The service itself
    Misconfigured "misconfigured" 500 "The service is not set up completely" {
        driver "Not your fault. Tell the owner of the service."
        owner "Read detail, or GET /health, and correct the setting it names."
    }
    Internal "internal" 500 "Something went wrong in this service" {
        driver "Give requestId to the owner of the service."
        page "A command or rule may have been sent: repeat it with the same Idempotency-Key."
        owner "Find the reason in the log by requestId."
    }
}

/// Not the slug of a problem.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a problem known here")]
pub struct UnknownCode;

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(slug: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|code| code.slug() == slug)
            .ok_or(UnknownCode)
    }
}

impl From<Code> for &'static str {
    fn from(code: Code) -> Self {
        code.slug()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

#[cfg(test)]
mod tests;
