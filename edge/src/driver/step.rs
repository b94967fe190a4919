//! One message that a driver's object answers, and what all of them have in common: the session, the
//! ledger and who uses the object.

use shared::problem::{Code, Problem};

use super::command_entry::CommandEntry;
use super::ledger::{Books, Usage, is_within};
use super::memory::DriverMemory;
use super::message::{ActingSession, Message, Reply};
use super::store::DriverPorts;
use super::time::DAY;
use crate::objects::StoreFailure;
use crate::settings::Settings;

/// Most sessions that are known: of more, those that came first are forgotten.
pub(super) const MOST_SESSIONS: usize = 64;

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

/// One message that is answered.
pub(super) struct DriverStep<'a, P> {
    pub(super) memory: &'a DriverMemory<P>,
    pub(super) settings: &'a Settings,
    pub(super) request_id: &'a str,
    pub(super) act: &'a ActingSession,
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
                // What is too old and cannot be forgotten now is listed once more.
                let _ = self.books().tidy();
                self.follow_all(&vehicle).await?;
                let books = self.books();
                let ledger = books.read()?;
                let commands = ledger.commands.iter().rev();
                let commands = commands.filter(|entry| entry.vehicle == vehicle);
                Ok(Reply::Commands(
                    commands.map(CommandEntry::to_api).collect(),
                ))
            }
            Message::One { vehicle, id } => {
                self.note_use()?;
                let is_of_car = |entry: &&CommandEntry| entry.vehicle == vehicle;
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
            Message::Forwarding { on, to } => self.forwarding(on, to).await,
            Message::Leave => {
                // The session's connections are closed even if the callback cannot be paused.
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
                self.begin_use().await?;
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
        // A consent from a login that is over does not hold for this one.
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
}
