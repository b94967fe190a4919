//! Reads, lists and writes upstream, with the token that a message brings.

use serde_json::Value;
use shared::command::Action;
use shared::operation::{CALLBACKS, Call, Operation};
use shared::problem::{Code, Problem};
use shared::secret::Secret;
use shared::wire::{self, Page, Unread};
use shared::write::WriteBody;

use super::step::{DriverStep, Stop};
use super::store::DriverPorts;
use crate::relay::{self, Cause, Interpreted, RelayContext, Write, Written, built, interpret};

/// Seconds for a read.
const READ_TIME: u64 = 15;
/// Seconds for a write, at all relays.
const WRITE_TIME: u64 = 20;
/// Most pages of a list that are read.
const MOST_PAGES: usize = 10;
/// Seconds until the upstream is asked what became of a write whose answer did not arrive, each after
/// the one before: 2 and 10 seconds after it was sent.
pub(super) const LOOKS: [u64; 2] = [2, 8];
/// Seconds within which the upstream lists what it has received.
pub(super) const LISTED_WITHIN: u64 = 60;

/// What a write has done upstream.
#[derive(Debug)]
pub(super) enum Effect {
    /// It is done, and this was answered.
    Done(Value),
    /// Nothing was done.
    Nothing(Stop),
    /// Nothing was done: something in the path is not there.
    NotFound(Problem),
    /// It may have been done.
    Unclear(Problem),
}

impl<P: DriverPorts> DriverStep<'_, P> {
    /// The session's access token.
    fn access(&self) -> Result<&Secret, Stop> {
        let access = self.act.access.as_ref().ok_or(Stop::TokenRefused)?;
        Ok(&access.0)
    }

    fn relay_context(&self, seconds: u64) -> RelayContext<'_, P::RelayPorts> {
        RelayContext {
            settings: self.settings,
            ports: self.memory.ports.relay_ports(),
            request_id: self.request_id,
            deadline: self.now().saturating_add(seconds),
        }
    }

    /// Reads a document; none where the upstream has none.
    pub(super) async fn read(&self, call: &Call) -> Result<Option<Value>, Stop> {
        let context = self.relay_context(READ_TIME);
        let answer = relay::call(&context, call, self.access()?, &self.act.realm).await?;
        match interpret(&context, answer) {
            Interpreted::Success(body) => match wire::parse(&body) {
                Ok(document) => Ok(Some(document)),
                Err(error) => Err(context
                    .fail(Code::UpstreamUnreadable, &error.to_string())
                    .into()),
            },
            Interpreted::InvalidToken => Err(Stop::TokenRefused),
            Interpreted::Error(problem, _) if problem.code() == Code::NoDataYet => Ok(None),
            Interpreted::Error(problem, cause) => {
                Err(explained(call.operation(), problem, cause).into())
            }
        }
    }

    /// Reads a list, and says whether it is all of it. None where the upstream has nothing there.
    pub(super) async fn list(
        &self,
        operation: &'static Operation,
        ids: &[&str],
        names: &[&str],
    ) -> Result<Option<(Vec<Value>, bool)>, Stop> {
        let first = built(Call::new(operation, ids))?;
        let mut call = first.clone();
        let mut items = Vec::new();
        for _ in 0..MOST_PAGES {
            let Some(document) = self.read(&call).await? else {
                return Ok((call != first).then_some((items, false)));
            };
            let mut unread = Unread::default();
            let page = Page::read(&document, names, &mut unread).ok_or(Code::UpstreamUnreadable)?;
            items.extend(page.items(&mut unread, |item, _| Some(item.clone())));
            let Some(token) = page.token("next") else {
                let count = u64::try_from(items.len()).unwrap_or(u64::MAX);
                let is_all =
                    !page.has_link("next") && page.total.is_none_or(|total| total <= count);
                return Ok(Some((items, is_all)));
            };
            call = built(first.clone().with("pageToken", &token))?;
        }
        Ok(Some((items, false)))
    }

    /// Changes something upstream, once.
    pub(super) async fn write(
        &self,
        operation: &'static Operation,
        ids: &[&str],
        body: &WriteBody,
        action: Option<Action>,
    ) -> Effect {
        let call_and_bearer = built(Call::new(operation, ids))
            .map_err(Stop::from)
            .and_then(|call| self.access().map(|bearer| (call, bearer)));
        let (call, bearer) = match call_and_bearer {
            Ok(call_and_bearer) => call_and_bearer,
            Err(stop) => return Effect::Nothing(stop),
        };
        let context = self.relay_context(WRITE_TIME);
        let write = Write {
            call: &call,
            body: &body.to_json(),
            action,
            bearer,
            realm: &self.act.realm,
        };
        let answer = match relay::write(&context, &write).await {
            Written::Answered(answer) => answer,
            Written::Refused(problem) => return Effect::Nothing(problem.into()),
            Written::Unclear(problem) => return Effect::Unclear(problem),
        };
        let status = answer.status;
        match interpret(&context, answer) {
            Interpreted::Success(body) => Effect::Done(wire::parse(&body).unwrap_or_default()),
            Interpreted::InvalidToken => Effect::Nothing(Stop::TokenRefused),
            Interpreted::Error(problem, cause) => match status {
                404 => Effect::NotFound(explained(operation, problem, cause)),
                400..500 => Effect::Nothing(explained(operation, problem, cause).into()),
                _ => Effect::Unclear(problem),
            },
        }
    }
}

/// The problem of a call. The only identifier in it that a caller may have given is the car's.
fn explained(operation: &Operation, problem: Problem, cause: Cause) -> Problem {
    let code = problem.code();
    let is_unknown = cause == Cause::UnknownId || code == Code::NoDataYet;
    match operation.path.starts_with(CALLBACKS.path) {
        true if is_unknown || code == Code::NotThisDriversVehicle => {
            problem.with_code(Code::UpstreamRejected)
        }
        false if is_unknown => problem.with_code(Code::VehicleNotFound),
        _ => problem,
    }
}
