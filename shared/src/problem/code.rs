//! The rows: each problem's slug, status, title and what to do about it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($( $name:ident $slug:literal $status:literal $title:literal $(retry $retry:literal)? $advice:literal )*) => {
        /// What kind of problem it is. The slug is stable; a front end branches on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "&'static str")]
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

            /// What to do about it, for its page under `/problems/`.
            pub const fn advice(self) -> &'static str {
                match self { $( Self::$name => $advice, )* }
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
    NotLoggedIn "not-logged-in" 401 "Nobody is logged in"
        "Open loginUrl in the browser to log in, then ask again."
    LoginLost "login-lost" 401 "The login has ended"
        "The manufacturer's login service no longer accepts this login. Open loginUrl to log in again; nothing else is lost."
    ChooseAccount "choose-account" 409 "Several accounts are logged in"
        "Ask GET /auth/session for the accounts and name one in the path: /api/v1/accounts/{slot}/…"
    CsrfHeaderMissing "csrf-header-missing" 403 "The X-Kerbside header is missing"
        "A page's calls carry the header X-Kerbside: 1, which a form of another site cannot send."
    OriginNotAllowed "origin-not-allowed" 403 "This page may not call this service"
        "The owner of this service lists the origins of its pages in ALLOWED_ORIGINS."

    // What is asked
    NotFound "not-found" 404 "There is nothing at this address"
        "See the API's description for the addresses there are."
    MethodNotAllowed "method-not-allowed" 405 "This address does not take that method"
        "The Allow header names the methods it takes."
    UnknownBrand "unknown-brand" 400 "This brand is not on offer"
        "The parameter brand is one of those the service offers: peugeot, citroen, ds, opel or vauxhall."
    InvalidParameter "invalid-parameter" 400 "A parameter cannot be used"
        "The member parameter names it, and detail says what it should be."

    // What the upstream says
    VehicleNotFound "vehicle-not-found" 404 "This car is not known"
        "The identifier may be old: ask for the list of cars again."
    NotThisDriversVehicle "not-this-drivers-vehicle" 403 "This car does not belong to this driver"
        "Log in with the account in whose app the car is registered."
    NoDataYet "no-data-yet" 404 "There is nothing to show yet"
        "The car has not reported this. Drive it for a while with its connected services switched on."
    RateLimited "rate-limited" 429 "Too many calls" retry 60
        "Wait for as long as retryAfter says. The limit is set by the manufacturer for the whole service."
    UpstreamUnavailable "upstream-unavailable" 503 "The manufacturer's service is having trouble" retry 30
        "This usually passes within minutes. Nobody is logged out by it."
    UpstreamRejected "upstream-rejected" 502 "The manufacturer's service refused the call"
        "The members under upstream name the error to the manufacturer's support."
    PartnerAccess "partner-access" 502 "The service's access to the manufacturer is not in order"
        "Not the driver's fault: the owner checks the client id, its subscription and the realm."
    TokenRefused "token-refused" 502 "The manufacturer refused a fresh login" retry 30
        "The login itself is valid but the data service does not take it yet. Try again; if it stays so, log in again."

    // Between relay and upstream
    UpstreamUnreachable "upstream-unreachable" 503 "The manufacturer's service cannot be reached" retry 10
        "Try again. The owner sees the reason in the relay's log."
    UpstreamTimeout "upstream-timeout" 504 "The manufacturer's service did not answer in time" retry 10
        "Try again."
    UpstreamBroken "upstream-broken" 502 "The manufacturer's service broke off its answer" retry 10
        "Try again."
    UpstreamUnreadable "upstream-unreadable" 502 "The manufacturer's service answered something else than data" retry 30
        "Try again later; an error page of the service or of something in front of it came in place of the data."
    UpstreamTooLarge "upstream-too-large" 502 "The manufacturer's answer is too large"
        "Ask for less at once."
    CertificateRefused "certificate-refused" 502 "The manufacturer refused the service's certificate"
        "Not the driver's fault: the owner's client certificate has ended, was withdrawn, or does not belong to the client id."
    UpstreamNotTrusted "upstream-not-trusted" 502 "The manufacturer's service could not be recognised"
        "Not the driver's fault: the server showed a certificate of another authority or name. The owner checks the CA file and the upstream address."
    UpstreamCertificateExpired "upstream-certificate-expired" 502 "The manufacturer's server certificate is out of date"
        "Usually for the manufacturer to mend; the owner checks the relay's clock first."

    // Between edge and relay
    RelayUnreachable "relay-unreachable" 503 "The relay cannot be reached" retry 5
        "Try again. The owner checks that the relay runs and that RELAY_URL leads to it."
    RelayBusy "relay-busy" 503 "The relay is busy" retry 2
        "Try again."
    SignatureRefused "signature-refused" 401 "The signature is not good"
        "The caller of a relay signs with a key that both sides hold; the relay's log has the reason."
    RelayRefusesEdge "relay-refuses-edge" 502 "The relay does not accept this service"
        "Not the driver's fault: the owner compares RELAY_KEY, the relay's keys and public names, and both clocks."
    OperationNotAllowed "operation-not-allowed" 404 "The relay does not make this call"
        "The relay makes the reading calls of the manufacturer's API and no other."
    RequestNotAllowed "request-not-allowed" 400 "The relay does not take such a request"
        "A call has no body, no Expect, no Upgrade, and only the query parameters of its operation."
    RealmNotAllowed "realm-not-allowed" 403 "The relay is not set up for this brand"
        "The owner adds the realm to the relay's identity."

    // Logging in
    LoginUnavailable "login-unavailable" 503 "The manufacturer's login service cannot be reached" retry 30
        "Try again. Who is logged in stays so."

    // The service itself
    Misconfigured "misconfigured" 500 "The service is not set up completely"
        "The owner reads detail, or GET /health, and corrects the setting it names."
    Internal "internal" 500 "Something went wrong in this service"
        "Give requestId to the owner, who finds the reason in the log."
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

impl TryFrom<String> for Code {
    type Error = UnknownCode;

    fn try_from(slug: String) -> Result<Self, Self::Error> {
        slug.parse()
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
mod tests {
    use super::*;

    #[test]
    fn slugs_are_unique_and_fit_for_a_url() {
        for (n, code) in Code::ALL.into_iter().enumerate() {
            assert_eq!(code.slug().parse(), Ok(code));
            assert!(
                code.slug()
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'-')
            );
            assert!(
                Code::ALL
                    .iter()
                    .skip(n + 1)
                    .all(|other| other.slug() != code.slug())
            );
        }
    }

    #[test]
    fn a_problem_is_a_client_or_server_error_and_says_what_to_do() {
        for code in Code::ALL {
            assert!((400..600).contains(&code.status()), "{code}");
            assert!(!code.title().ends_with('.'), "{code}");
            assert!(code.advice().ends_with(['.', '…']), "{code}");
        }
    }
}
