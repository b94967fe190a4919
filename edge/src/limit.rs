//! How often one caller may come to a door, and what becomes of it while nobody can count.
//!
//! The platform counts in each of its places and roughly: this is a damper. The budget that the
//! manufacturer gives is kept by the relay.

pub mod window;

use std::net::{IpAddr, Ipv6Addr};

use shared::problem::{Code, Problem};

use crate::auth::accounts;
use crate::context::{Context, Ports};
use crate::ports::{Count, Counted};
use crate::request::Request;
use crate::route::Route;

/// The platform's word for where a request comes from; it lets no caller set it.
const ADDRESS: &str = "cf-connecting-ip";
/// The part of an IPv6 address that one household or phone has to itself.
const NETWORK: u32 = 64;

/// Counts a request to a door that has a limit.
pub async fn check<P: Ports>(context: &Context<'_, P>, route: &Route) -> Result<(), Problem> {
    let counted = match route {
        Route::Login | Route::Authorize => Counted::Login,
        Route::Token | Route::Revoke => Counted::HandOff,
        Route::Callback => Counted::Callback,
        Route::Password => Counted::PasswordFrom,
        Route::Session | Route::Brands | Route::Api(..) => Counted::Api,
        // Logging out is for whoever wants to; the rest asks nobody anything.
        Route::Logout | Route::Metadata | Route::Health | Route::Problem(_) | Route::Asset => {
            return Ok(());
        }
    };
    let key = match counted {
        Counted::Api => caller(context),
        _ => place(context.request),
    };
    count(context, counted, &key).await
}

/// Counts by a key of the door's own.
pub async fn count<P: Ports>(
    context: &Context<'_, P>,
    counted: Counted,
    key: &str,
) -> Result<(), Problem> {
    match context.ports.count(counted, key).await {
        Ok(Count::Within) => Ok(()),
        Ok(Count::Over(seconds)) => {
            let problem = Problem::new(Code::TooManyRequests);
            Err(match seconds {
                Some(seconds) => problem.with_retry_after(seconds),
                None => problem,
            })
        }
        Err(error) if is_guessed_at(counted) => {
            Err(context.fail(Code::LimiterUnavailable, &error.to_string()))
        }
        Err(error) => {
            context.log("limiter-failed", &error.to_string());
            Ok(())
        }
    }
}

/// Whether the limit is what keeps someone from finding a secret out. Elsewhere the secret is too
/// long for that, or is typed at the manufacturer's, and a limiter in trouble keeps nobody away.
const fn is_guessed_at(counted: Counted) -> bool {
    matches!(counted, Counted::PasswordFrom | Counted::PasswordFor)
}

/// The session, if there is one, and otherwise the place: neighbours who share an address are
/// told apart once they are logged in. A cookie that we did not seal is none.
fn caller<P: Ports>(context: &Context<'_, P>) -> String {
    match accounts::open(context).accounts.first() {
        Some(account) => account
            .handle
            .object
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
        None => place(context.request),
    }
}

/// Where a request comes from, as far as one caller cannot choose it anew each time.
fn place(request: &Request) -> String {
    match request.header(ADDRESS).map(str::parse) {
        Some(Ok(IpAddr::V6(address))) if address.to_ipv4_mapped().is_none() => {
            let network = address.to_bits() >> (Ipv6Addr::BITS - NETWORK) << NETWORK;
            Ipv6Addr::from_bits(network).to_string()
        }
        Some(Ok(address)) => address.to_canonical().to_string(),
        // Only where there is no platform in front: on a developer's machine.
        Some(Err(_)) | None => "-".to_owned(),
    }
}

#[cfg(test)]
mod tests;
