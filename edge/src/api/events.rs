//! `…/events`: what happens to a driver's cars, as a plain answer or over a live connection.
//!
//! A browser's WebSocket sends no header of ours, so a page connects by a ticket, which it gets with an
//! ordinary call and names as a subprotocol: in no address, where logs would have it. The ticket alone
//! counts then, and the origin of the page; no cookie does. An app's bearer stands for a ticket, which
//! is got here. What is told, and to whom, is for the driver's object.

use http::StatusCode;
use http::header::SEC_WEBSOCKET_PROTOCOL;
use shared::json::object;
use shared::problem::{Code, Problem};
use shared::value::Timestamp;

use super::driver_request::{ask, problem_of};
use super::parameter::query::{Query, invalid, refuse_any};
use super::upstream::Upstream;
use super::visibility::sees;
use crate::caller::Caller;
use crate::caller::guard::is_upgrade;
use crate::context::{Context, Ports};
use crate::driver::connect::Connect;
use crate::driver::message::{Message, Reply};
use crate::driver::ticket;
use crate::respond::{self, Response};

/// The subprotocol, and the only version of it.
const LIVE: &str = "kerbside-live-v1";
/// Where pages and apps connect.
const PATH: &str = "/api/v1/events";
/// What a ticket is named behind, among the subprotocols.
const TICKET: &str = "kerbside-ticket.";
/// The parameter for the last event that a caller had.
const AFTER: &str = "after";

/// Answers what has happened, or connects an app.
pub async fn answer<P: Ports>(upstream: &Upstream<'_, P>) -> Result<Response, Problem> {
    let context = upstream.context;
    let after = after(context)?;
    if is_upgrade(context.request) {
        let ticket = new_ticket(upstream).await?;
        return connect(context, &ticket, after).await;
    }
    let sees = sees(context);
    match ask(upstream, &Message::Events { after, sees }, None).await? {
        Reply::Feed(feed) => respond::json(&feed),
        reply => Err(problem_of(context, reply)),
    }
}

/// Connects a page by the ticket that it names, if the request is for a connection and names nobody by
/// a header.
pub async fn connect_page<P: Ports>(context: &Context<'_, P>) -> Option<Result<Response, Problem>> {
    let request = context.request;
    if !is_upgrade(request) || context.credentials.caller == Caller::App {
        return None;
    }
    Some(match (named_ticket(context), after(context)) {
        (Some(ticket), Ok(after)) => connect(context, ticket, after).await,
        (None, _) => Err(Code::TicketInvalid.into()),
        (_, Err(problem)) => Err(problem),
    })
}

/// Answers a ticket.
pub async fn give_ticket<P: Ports>(upstream: &Upstream<'_, P>) -> Result<Response, Problem> {
    let context = upstream.context;
    refuse_any(context.request)?;
    let now = context.ports.now();
    let ticket = new_ticket(upstream).await?;
    let expires_at = Timestamp::from_unix(now.saturating_add(ticket::TICKET_SECONDS));
    let url = [&context.settings.public_origin.websocket(), PATH].concat();
    let body = object(&mut [
        ("ticket", ticket.into()),
        ("expiresAt", expires_at.map(|time| time.to_string()).into()),
        ("url", url.into()),
    ]);
    let mut response = respond::json(&body)?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

async fn new_ticket<P: Ports>(upstream: &Upstream<'_, P>) -> Result<String, Problem> {
    let context = upstream.context;
    let sees = sees(context);
    match ask(upstream, &Message::Ticket { sees }, None).await? {
        Reply::Ticket(ticket) => Ok(ticket),
        reply => Err(problem_of(context, reply)),
    }
}

async fn connect<P: Ports>(
    context: &Context<'_, P>,
    ticket: &str,
    after: Option<u64>,
) -> Result<Response, Problem> {
    let (object, secret) = ticket::read(ticket).ok_or(Code::TicketInvalid)?;
    let connect = Connect {
        request_id: context.request_id.to_owned(),
        secret: secret.to_owned(),
        after,
    };
    match context.ports.connect(object, &connect).await {
        Ok(Reply::Done) => {}
        Ok(reply) => return Err(problem_of(context, reply)),
        Err(error) => return Err(context.fail(Code::Internal, &error.to_string())),
    }
    let mut response = Response::new(Vec::new());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    if protocols(context).any(|protocol| protocol == LIVE) {
        respond::set(response.headers_mut(), SEC_WEBSOCKET_PROTOCOL, LIVE);
    }
    Ok(response)
}

fn after<P: Ports>(context: &Context<'_, P>) -> Result<Option<u64>, Problem> {
    let query = Query::read(&context.request.query, &[AFTER])?;
    let after = query.get(AFTER).map(str::parse).transpose();
    after.map_err(|_| invalid(AFTER, "after is the id of an event"))
}

/// The ticket among the subprotocols, where the one that is spoken here is among them, too.
fn named_ticket<'a, P: Ports>(context: &Context<'a, P>) -> Option<&'a str> {
    protocols(context).find(|protocol| *protocol == LIVE)?;
    protocols(context).find_map(|protocol| protocol.strip_prefix(TICKET))
}

fn protocols<'a, P>(context: &Context<'a, P>) -> impl Iterator<Item = &'a str> {
    let offered = context.request.headers.get_all(SEC_WEBSOCKET_PROTOCOL);
    let offered = offered.iter().filter_map(|value| value.to_str().ok());
    offered.flat_map(|value| value.split(',')).map(str::trim)
}
