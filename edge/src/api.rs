//! The API that front ends call: resources of one account, read from the upstream and translated.
//!
//! - [`resource`]: the table of resources, and which one a path asks for.
//! - [`account`]: the account whose data is asked for.
//! - [`parameter`], [`call`]: query parameters, and the upstream calls that are built of them.
//! - [`upstream`]: makes calls with the account's access token, and says what their answers mean.
//! - [`reader`]: reads the documents of the upstream.
//! - [`last_known`]: the last known state, which stands in where the upstream cannot be asked.
//! - [`document`], [`list`], [`newest_first`]: the kinds of resource. Most are one of these.
//! - [`user`], [`vehicles`], [`vehicle`], [`position`]: handlers of single resources.
//! - [`events`]: what happens, as it happens. [`forwarding`]: whether the owner's server has that, too.
//! - [`commands`]: sends commands to cars. [`actions`]: what can be done with one.
//! - [`rules`]: has cars watched. `write_request`: what calls that change something have in
//!   common.
//!   `driver_request`: asks the driver's object.
//! - [`raw`]: the upstream's own documents. [`visibility`]: what a caller is shown of commands, rules
//!   and events.
//! - [`brands`], [`eligibility`]: the brands on offer, and what a car can do before it is
//!   enrolled. [`app`]: what is switched on. They are of no account.

pub mod account;
pub mod actions;
pub mod app;
pub mod brands;
pub mod call;
pub mod commands;
pub mod document;
mod driver_request;
pub mod eligibility;
pub mod events;
pub mod forwarding;
pub mod last_known;
pub mod list;
pub mod newest_first;
pub mod parameter;
pub mod position;
pub mod raw;
pub mod reader;
pub mod resource;
pub mod rules;
pub mod upstream;
pub mod user;
pub mod vehicle;
pub mod vehicles;
pub mod visibility;
mod write_request;

use shared::operation::Call;
use shared::problem::{Code, Problem};

use crate::context::{Context, Ports};
use crate::driver::message::Message;
use crate::login::accounts;
use crate::respond::{self, Response};
use account::AccountSelector;
use driver_request::DriverCall;
use resource::target::BASE_PATH;
use resource::{AnyResource, Resource, ResourceKind, Target};
use upstream::Upstream;

/// The account and the resource that a raw path selects, if anything is there.
pub fn find(path: &str) -> Option<(AccountSelector, Target)> {
    let (account, path) = AccountSelector::split(path.strip_prefix(BASE_PATH)?)?;
    Some((account, Target::find(path)?))
}

/// What a call asks for, with what its body says.
enum ApiCall<'a> {
    Modelled(&'static Resource),
    Raw(&'a Call),
    Commands(DriverCall),
    Rules(DriverCall),
    Actions,
    Events,
    Ticket,
    Forwarding(Message),
}

impl<'a> ApiCall<'a> {
    /// What a call asks for, if its body can be read and its caller may send that.
    fn read<P: Ports>(context: &Context<'_, P>, target: &'a Target) -> Result<Self, Problem> {
        Ok(match &target.resource {
            AnyResource::Modelled(resource) => Self::Modelled(resource),
            AnyResource::Raw(call) => Self::Raw(call),
            AnyResource::Commands | AnyResource::Command => {
                Self::Commands(commands::read(context, target)?)
            }
            AnyResource::Rules | AnyResource::Rule | AnyResource::RuleStatus => {
                Self::Rules(rules::read(context, target)?)
            }
            AnyResource::Actions => Self::Actions,
            AnyResource::Events => Self::Events,
            AnyResource::Tickets => Self::Ticket,
            AnyResource::Forwarding => Self::Forwarding(forwarding::read(context)?),
        })
    }
}

/// Answers a call of a page or an app.
pub async fn answer<P: Ports>(
    context: &Context<'_, P>,
    selector: &AccountSelector,
    target: &Target,
) -> Result<Response, Problem> {
    if let (AccountSelector::Only, AnyResource::Modelled(resource)) = (selector, &target.resource)
        && matches!(resource.kind, ResourceKind::Vehicles)
        && vehicles::all_accounts::wants_all_accounts(context.request)
    {
        return vehicles::all_accounts::list(context, resource).await;
    }
    if target.resource == AnyResource::Events
        && let Some(answer) = events::connect_page(context).await
    {
        return answer;
    }
    let call = ApiCall::read(context, target)?;
    let account = account::choose(context, selector)?;
    visibility::check(context, &target.resource)?;
    let upstream = Upstream::new(context, &account);
    let ids: Vec<&str> = target.ids.iter().map(String::as_str).collect();
    let answer = match call {
        ApiCall::Raw(call) => raw::get(&upstream, call).await,
        ApiCall::Commands(call) => commands::answer(&upstream, call).await,
        ApiCall::Rules(call) => rules::answer(&upstream, call).await,
        ApiCall::Actions => actions::get(&upstream, &ids).await,
        ApiCall::Events => events::answer(&upstream).await,
        ApiCall::Ticket => events::give_ticket(&upstream).await,
        ApiCall::Forwarding(message) => forwarding::answer(&upstream, &message).await,
        ApiCall::Modelled(resource) => match &resource.kind {
            ResourceKind::Document(document) => {
                document::get(&upstream, &ids, resource, document).await
            }
            ResourceKind::List(items) => list::get(&upstream, &ids, resource, items).await,
            ResourceKind::NewestFirst(items) => {
                newest_first::get(&upstream, &ids, resource, items).await
            }
            ResourceKind::User => user::get(&upstream, resource).await,
            ResourceKind::Vehicles => vehicles::list(&upstream, resource).await,
            ResourceKind::Vehicle => vehicle::get(&upstream, &ids, resource).await,
            ResourceKind::Position => position::get(&upstream, &ids, resource).await,
        },
    };
    upstream.store_states();
    match answer {
        Err(problem) if matches!(problem.code(), Code::NotLoggedIn | Code::LoginLost) => {
            // The account's cookie would stand in the way of the login that is needed now.
            let problem = problem.with_request_id(context.request_id);
            let response = respond::problem(&problem);
            Ok(accounts::clear(context, response, &[account.slot]))
        }
        answer => answer,
    }
}

#[cfg(test)]
mod tests;
