//! One message that a driver's object answers, with what all of them have in common: the ledger,
//! reads and writes upstream with the token that the message brings.

use serde_json::Value;
use shared::command::Action;
use shared::operation::{CALLBACKS, Call, Operation};
use shared::problem::{Code, Problem};
use shared::secret::Secret;
use shared::wire::{self, Page, Unread};
use shared::write::WriteBody;

use super::command_entry::LedgerEntry;
use super::ledger::{Books, Usage, is_within};
use super::memory::DriverMemory;
use super::message::{Act, Message, Reply};
use super::store::DriverPorts;
use super::time::DAY;
use crate::objects::StoreFailure;
use crate::relay::{self, Cause, Hop, Interpreted, Write, Written, built, interpret};
use crate::settings::Settings;

/// Seconds for a read.
const READ_TIME: u64 = 15;
/// Seconds for a write, at all relays.
const WRITE_TIME: u64 = 20;
/// Most sessions that are known: of more, those that came first are forgotten.
pub(super) const MOST_SESSIONS: usize = 64;
/// Most pages of a list that are read.
const MOST_PAGES: usize = 10;

/// Why a message is not answered with what it asks for.
#[derive(Debug)]
pub(super) enum Stop {
    /// This problem.
    Problem(Problem),
    /// The upstream does not take the token, or there is none, and nothing was done.
    TokenRefused,
    /// The object's own storage.
    Store(StoreFailure),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Code> for Stop {
    fn from(code: Code) -> Self {
        Self::Problem(code.into())
    }
}

impl From<StoreFailure> for Stop {
    fn from(failure: StoreFailure) -> Self {
        Self::Store(failure)
    }
}

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

/// One message that is answered.
pub(super) struct DriverStep<'a, P> {
    pub(super) memory: &'a DriverMemory<P>,
    pub(super) settings: &'a Settings,
    pub(super) request_id: &'a str,
    pub(super) act: &'a Act,
}

impl<P: DriverPorts> DriverStep<'_, P> {
    /// Answers a message.
    pub(super) async fn answer(&self, message: Message) -> Result<Reply, Stop> {
        if message != Message::Leave {
            self.check_session()?;
        }
        match message {
            Message::Send {
                vehicle,
                key,
                command,
            } => self.send(&vehicle, &key, &command).await,
            Message::List { vehicle } => {
                self.note_use()?;
                self.follow_all(&vehicle).await?;
                let books = self.books();
                let ledger = books.read()?;
                let commands = ledger.commands.iter().rev();
                let commands = commands.filter(|entry| entry.vehicle == vehicle);
                Ok(Reply::Commands(commands.map(LedgerEntry::to_api).collect()))
            }
            Message::One { vehicle, id } => {
                self.note_use()?;
                let is_of_car = |entry: &&LedgerEntry| entry.vehicle == vehicle;
                if self
                    .books()
                    .read()?
                    .command(&id)
                    .filter(is_of_car)
                    .is_none()
                {
                    return Err(Code::CommandNotFound.into());
                }
                self.follow(&id).await?;
                self.command(&id)
            }
            Message::Forwarding { on } => self.forwarding(on).await,
            Message::Leave => {
                // Nobody is told anything any more, whatever becomes of the callback.
                let put_out = self.memory.disconnect(&self.books(), &self.act.session);
                let left = self.leave().await;
                put_out?;
                left
            }
            Message::Ticket { sees } => self.ticket(&sees).await,
            Message::Noticed {
                vehicle,
                updated_at,
            } => self.notice(vehicle, updated_at).await,
            Message::Rules { vehicle, asked } => self.of_rules(&vehicle, asked).await,
            Message::Events { after, sees } => {
                self.note_use()?;
                self.resume_rules().await?;
                let replay = self.memory.replay(&self.books(), after, &sees)?;
                Ok(Reply::Feed(replay.into_json()))
            }
        }
    }

    /// Refuses a session that has ended or left, also while something was waited for.
    pub(super) fn check_session(&self) -> Result<(), Stop> {
        let left = self.memory.left.borrow();
        let has_left = left.iter().any(|(name, _)| *name == self.act.session);
        match has_left || self.act.ends_at <= self.now() {
            true => Err(Code::NotLoggedIn.into()),
            false => Ok(()),
        }
    }

    /// The command as it stands.
    pub(super) fn command(&self, id: &str) -> Result<Reply, Stop> {
        let books = self.books();
        let ledger = books.read()?;
        let entry = ledger.command(id).ok_or(Code::CommandNotFound)?;
        Ok(Reply::Command(entry.to_api()))
    }

    pub(super) fn books(&self) -> Books<'_, P> {
        self.memory.books(self.settings)
    }

    pub(super) fn now(&self) -> u64 {
        self.memory.ports.now()
    }

    /// Notes who uses the object, and when, to the day. An object that keeps nothing stays so.
    pub(super) fn note_use(&self) -> Result<(), Stop> {
        let usage = self.books().read()?.usage.clone();
        match usage {
            Some(usage) => self.note_use_in(usage),
            None => Ok(()),
        }
    }

    pub(super) fn note_use_in(&self, kept: Usage) -> Result<(), Stop> {
        // It may have left while something was waited for.
        self.check_session()?;
        // What the driver agreed to in a login that is over is not agreed to in this one.
        self.memory.end_if_over(&self.books(), self.request_id)?;
        let now = self.now();
        let mut usage = kept.clone();
        let session = &self.act.session;
        usage.sessions.retain(|(_, end)| *end > now);
        match usage.sessions.iter_mut().find(|(name, _)| name == session) {
            Some((_, end)) => *end = self.act.ends_at,
            None => usage.sessions.push((session.clone(), self.act.ends_at)),
        }
        let beyond = usage.sessions.len().saturating_sub(MOST_SESSIONS);
        usage.sessions.drain(..beyond);
        if !is_within(kept.used_at, DAY, now) {
            usage.used_at = now;
        }
        match usage == kept {
            true => Ok(()),
            false => Ok(self.books().save_usage(usage)?),
        }
    }

    /// The session's access token.
    fn access(&self) -> Result<&Secret, Stop> {
        let access = self.act.access.as_ref().ok_or(Stop::TokenRefused)?;
        Ok(&access.0)
    }

    fn hop(&self, seconds: u64) -> Hop<'_, P::HopPorts> {
        Hop {
            settings: self.settings,
            ports: self.memory.ports.hop_ports(),
            request_id: self.request_id,
            deadline: self.now().saturating_add(seconds),
        }
    }

    /// Reads a document; none where the upstream has none.
    pub(super) async fn read(&self, call: &Call) -> Result<Option<Value>, Stop> {
        let hop = self.hop(READ_TIME);
        let answer = relay::call(&hop, call, self.access()?, &self.act.realm).await?;
        match interpret(&hop, answer) {
            Interpreted::Success(body) => match wire::parse(&body) {
                Ok(document) => Ok(Some(document)),
                Err(error) => Err(hop
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
        let hop = self.hop(WRITE_TIME);
        let write = Write {
            call: &call,
            body: &body.to_json(),
            action,
            bearer,
            realm: &self.act.realm,
        };
        let answer = match relay::write(&hop, &write).await {
            Written::Answered(answer) => answer,
            Written::Refused(problem) => return Effect::Nothing(problem.into()),
            Written::Unclear(problem) => return Effect::Unclear(problem),
        };
        let status = answer.status;
        match interpret(&hop, answer) {
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

/// A problem of a call whose only identifier that a caller gave is the car's, if it has that.
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
