//! What a caller may do with a car, of what `ACTIONS` allows: all of it for the service's own pages
//! and those of `ACTION_ORIGINS`, for a client what its entry in `APPS` says.

use http::header::ORIGIN;
use shared::command::Action;

use super::Caller;
use super::credentials::Credentials;
use crate::origin::Origin;
use crate::request::Request;
use crate::settings::Settings;
use crate::settings::clients::Client;

/// What the caller of a request may do. A page of ours that names no origin is one that reads: the
/// guard has let it through by what the browser says of it.
pub fn actions_of(
    credentials: &Credentials<'_>,
    request: &Request,
    settings: &Settings,
) -> Vec<Action> {
    let own = settings.public_origin.as_str();
    match credentials.caller {
        Caller::App => credentials
            .app()
            .map_or_else(Vec::new, |client| client.actions.clone()),
        Caller::CrossSite(origin) => of_client(origin.as_str(), settings),
        Caller::SameSite => match request.header(ORIGIN.as_str()) {
            Some(origin) if origin != own && !is_listed(origin, settings) => Vec::new(),
            _ => Action::ALL.to_vec(),
        },
    }
}

/// Whether a page of another origin may do anything.
pub fn page_acts(origin: &str, settings: &Settings) -> bool {
    settings.actions.are_on()
        && (is_listed(origin, settings) || !of_client(origin, settings).is_empty())
}

fn is_listed(origin: &str, settings: &Settings) -> bool {
    let mut listed = settings.actions.origins.iter();
    listed.any(|listed| listed.as_str() == origin)
}

/// What the clients that are pages of this origin may do: they share its cookie.
fn of_client(origin: &str, settings: &Settings) -> Vec<Action> {
    let is_there = |client: &&Client| client.origin().map(Origin::as_str) == Some(origin);
    let clients = settings.clients.iter().filter(is_there);
    clients.flat_map(|client| client.actions.clone()).collect()
}
