//! The problems that each endpoint can answer with, as the tables and the handlers have it.

use std::collections::BTreeSet;

use shared::operation::Operation;
use shared::problem::Code;

use crate::api::resource::Resource;
use crate::api::visibility::is_restricted;
use crate::endpoint::{Access, Endpoint, Handler};
use crate::rate_limit::must_count;

/// Problems, by their place in [`Code::ALL`].
pub(super) type Codes = BTreeSet<usize>;

/// What the relay answers with, beside what it says of the upstream.
const OF_RELAY: [Code; 13] = [
    Code::RelayUnreachable,
    Code::RelayBusy,
    Code::RelayRefusesEdge,
    Code::RateLimited,
    Code::UpstreamUnreachable,
    Code::UpstreamTimeout,
    Code::UpstreamBroken,
    Code::UpstreamUnreadable,
    Code::UpstreamTooLarge,
    Code::CertificateRefused,
    Code::UpstreamNotTrusted,
    Code::UpstreamCertificateExpired,
    Code::TokenRefused,
];

/// What the session of an account answers with.
const OF_SESSION: [Code; 3] = [Code::NotLoggedIn, Code::LoginLost, Code::LoginUnavailable];

/// What holds at every endpoint, by its row.
fn of_row(endpoint: &Endpoint) -> Vec<Code> {
    if endpoint.handler == Handler::Hook {
        return vec![Code::Misconfigured, Code::Internal];
    }
    let mut codes = vec![
        Code::Misconfigured,
        Code::Internal,
        Code::AddressTooLong,
        Code::HeadersTooLarge,
    ];
    if endpoint.access != Access::Anyone {
        codes.extend([
            Code::OriginNotAllowed,
            Code::CsrfHeaderMissing,
            Code::CookieAndBearer,
        ]);
    }
    if endpoint.takes_body {
        codes.extend([Code::BodyTooSlow, Code::BodyTooLarge]);
    }
    match endpoint.rate_limit {
        // What keeps a secret from being guessed is closed while it cannot be counted.
        Some(limit) if must_count(limit) => {
            codes.extend([Code::TooManyRequests, Code::LimiterUnavailable]);
        }
        Some(_) => codes.push(Code::TooManyRequests),
        None => {}
    }
    if endpoint.path.contains('{') {
        codes.push(Code::NotFound);
    }
    codes
}

/// The problems of an endpoint with a path of its own.
pub(super) fn of_endpoint(endpoint: &Endpoint) -> Codes {
    let own: &[Code] = match endpoint.handler {
        Handler::Login => &[Code::UnknownBrand, Code::InvalidParameter],
        Handler::Password => &[
            Code::NotFound,
            Code::UnsupportedMediaType,
            Code::InvalidBody,
            Code::UnknownBrand,
            Code::TooManyAccounts,
            Code::WrongCredentials,
            Code::PartnerAccess,
            Code::LoginUnproven,
            Code::LoginUnavailable,
        ],
        Handler::Logout => &[Code::InvalidParameter, Code::LoginUnavailable],
        Handler::Authorize => &[Code::UnknownClient, Code::InvalidParameter],
        Handler::Token => &[
            Code::InvalidParameter,
            Code::UnknownClient,
            Code::CodeRefused,
            Code::OriginNotAllowed,
            Code::TooManyAccounts,
        ],
        Handler::Revoke => &[
            Code::InvalidParameter,
            Code::UnknownClient,
            Code::LoginUnavailable,
        ],
        Handler::Brands | Handler::App => &[Code::InvalidParameter],
        Handler::Eligibility => return of_eligibility(endpoint),
        // The owner's key has a rate limit of its own.
        Handler::Health => &[
            Code::NotFound,
            Code::TooManyRequests,
            Code::LimiterUnavailable,
        ],
        Handler::Hook
        | Handler::Callback
        | Handler::Session
        | Handler::Metadata
        | Handler::ProblemPage => &[],
        Handler::Resource | Handler::Asset | Handler::Nothing => panic!("not an endpoint of a row"),
    };
    gathered(of_row(endpoint).into_iter().chain(own.iter().copied()))
}

/// The problems of a question about a car that is nobody's: what could be about a driver is about the
/// service's own access, and a car that is not known is an answer.
fn of_eligibility(endpoint: &Endpoint) -> Codes {
    const OWN: [Code; 7] = [
        Code::EligibilityOff,
        Code::UnsupportedMediaType,
        Code::InvalidBody,
        Code::InvalidParameter,
        Code::UnknownBrand,
        Code::TooManyRequests,
        Code::LimiterUnavailable,
    ];
    const OF_DRIVERS: [Code; 5] = [
        Code::ConsentMissing,
        Code::NoDataYet,
        Code::NotThisDriversVehicle,
        Code::TokenRefused,
        Code::VehicleNotFound,
    ];
    let codes = of_row(endpoint).into_iter().chain(OWN).chain(OF_RELAY);
    let codes = codes.chain(Code::meanings());
    gathered(codes.filter(|code| !OF_DRIVERS.contains(code)))
}

/// The problems of what is read of the upstream; `not_found` is what it means there that nothing is
/// found.
fn of_upstream(endpoint: &Endpoint, path: &str, not_found: Option<Code>) -> Vec<Code> {
    let mut codes = of_row(endpoint);
    codes.retain(|code| *code != Code::NotFound);
    codes.extend([Code::InvalidParameter]);
    codes.extend(OF_SESSION);
    codes.extend(OF_RELAY);
    codes.extend(Code::meanings().filter(|code| *code != Code::NoDataYet));
    codes.extend(not_found);
    // An account that is none, and an identifier of another form or that names nothing.
    if path.contains('{') {
        codes.push(Code::NotFound);
    }
    if !path.contains("{slot}") {
        codes.push(Code::ChooseAccount);
    }
    codes
}

/// The problems of a resource, at `path`.
pub(super) fn of_resource(endpoint: &Endpoint, resource: &Resource, path: &str) -> Codes {
    let mut codes = of_upstream(endpoint, path, resource.not_found);
    // A document that says nothing.
    if resource.page_size == 0 && resource.not_found == Some(Code::NotFound) {
        codes.push(Code::NoDataYet);
    }
    gathered(codes.into_iter().chain(of_visibility(resource.operation)))
}

/// The problems of a raw document, at `path`.
pub(super) fn of_raw(endpoint: &Endpoint, operation: &Operation, path: &str) -> Codes {
    let codes = of_upstream(endpoint, path, Some(Code::NoDataYet));
    gathered(codes.into_iter().chain(of_visibility(operation)))
}

/// The problem of what some callers are not shown.
fn of_visibility(operation: &Operation) -> Option<Code> {
    is_restricted(operation).then_some(Code::ActionNotAllowed)
}

/// The problems of what sends commands, or says what became of them: of `own`, and of what the
/// manufacturer was asked for.
pub(super) fn of_commands(endpoint: &Endpoint, path: &str, own: &[Code]) -> Codes {
    let not_found = Some(Code::VehicleNotFound);
    let codes = of_upstream(endpoint, path, not_found);
    gathered(codes.into_iter().chain(own.iter().copied()))
}

/// The problems of what happens: of `own`, and of the session. The upstream is not asked.
pub(super) fn of_events(endpoint: &Endpoint, path: &str, own: &[Code]) -> Codes {
    let account = match path.contains("{slot}") {
        true => Code::NotFound,
        false => Code::ChooseAccount,
    };
    let mut codes = of_row(endpoint);
    codes.extend([Code::InvalidParameter, account]);
    codes.extend(OF_SESSION);
    gathered(codes.into_iter().chain(own.iter().copied()))
}

fn gathered(codes: impl IntoIterator<Item = Code>) -> Codes {
    let place = |code| Code::ALL.iter().position(|other| *other == code);
    codes.into_iter().filter_map(place).collect()
}
