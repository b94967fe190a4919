//! Live connections of pages and apps: accepted by a ticket, closed when their session ends.

use serde_json::Value;
use shared::json::{self, object, optional, owned};
use shared::problem::Code;

use super::feed;
use super::ledger::Books;
use super::memory::DriverMemory;
use super::message::Reply;
use super::step::{DriverStep, Stop};
use super::store::DriverPorts;
use super::ticket::{self, MOST_TICKETS, TICKET_SECONDS, Ticket};
use crate::objects::{ReadJson, StoreFailure};
use crate::ports::random;
use crate::sha256;

/// Connections of a driver at once.
const MOST_CONNECTIONS: usize = 16;
/// Tickets that are given a driver in a minute. Each is a row that is written, and one more when it is
/// used: without a bound one driver could use up what the owner's plan has for all.
const MOST_GIVEN: usize = 60;
/// The code that a connection is closed with when its login is over.
const LOGIN_OVER: u16 = 4401;
/// The code that one is closed with where there are too many.
const TOO_MANY: u16 = 4429;

/// A page or an app that connects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connect {
    /// Names the request in the logs.
    pub request_id: String,
    /// The secret of its ticket.
    pub secret: String,
    /// The last event that it had, if it had any.
    pub after: Option<u64>,
}

impl Connect {
    /// As it travels.
    pub fn to_json(&self) -> Value {
        object(&mut [
            ("request_id", self.request_id.as_str().into()),
            ("secret", self.secret.as_str().into()),
            ("after", self.after.into()),
        ])
    }
}

impl ReadJson for Connect {
    fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            request_id: owned(json, "request_id")?,
            secret: owned(json, "secret")?,
            after: optional(json, "after", Value::as_u64)?,
        })
    }
}

impl<P: DriverPorts> DriverStep<'_, P> {
    /// A ticket for one connection of this session, whose caller sees these words.
    pub(super) async fn ticket(&self, sees: &str) -> Result<Reply, Stop> {
        let given = &self.memory.given;
        if self.memory.ports.sessions().len() >= MOST_CONNECTIONS
            || !given.count(1, MOST_GIVEN, self.now())
        {
            return Err(Code::TooManyConnections.into());
        }
        self.begin_use().await?;
        self.resume_rules().await?;
        let (books, now) = (self.books(), self.now());
        let secret = random(&self.memory.ports);
        let text = ticket::write(&self.memory.ports.id(), secret);
        let mut tickets = books.read()?.tickets.clone();
        tickets.retain(|ticket| ticket.until > now);
        if let Some((_, secret)) = ticket::read(&text) {
            tickets.push(Ticket {
                hash: sha256::hex(secret.as_bytes()),
                session: self.act.session.clone(),
                ends_at: self.act.ends_at,
                sees: sees.to_owned(),
                until: now.saturating_add(TICKET_SECONDS),
            });
        }
        let beyond = tickets.len().saturating_sub(MOST_TICKETS);
        tickets.drain(..beyond);
        books.save_tickets(tickets)?;
        // The alarm is set before the connection exists, so that it ends with its session.
        self.memory.set_alarm(&books, false).await?;
        Ok(Reply::Ticket(text))
    }
}

impl<P: DriverPorts> DriverMemory<P> {
    /// Accepts a connection by its ticket, which is used up, and tells what has happened since.
    pub(super) fn connect(
        &self,
        books: &Books<'_, P>,
        connect: &Connect,
        socket: &P::Socket,
    ) -> Result<Reply, StoreFailure> {
        let now = self.ports.now();
        let hash = sha256::hex(connect.secret.as_bytes());
        let mut tickets = books.read()?.tickets.clone();
        let place = tickets.iter().position(|ticket| ticket.hash == hash);
        let Some(ticket) = place.map(|place| tickets.remove(place)) else {
            return Ok(refused(Code::TicketInvalid));
        };
        books.save_tickets(tickets)?;
        if ticket.until <= now {
            return Ok(refused(Code::TicketInvalid));
        }
        let has_left = {
            let left = self.left.borrow();
            left.iter().any(|(name, _)| *name == ticket.session)
        };
        if has_left || ticket.ends_at <= now {
            return Ok(refused(Code::NotLoggedIn));
        }
        if self.ports.sessions().len() >= MOST_CONNECTIONS {
            // Accepted, then closed: a browser tells a page the code of a close, but not why a handshake failed.
            self.ports.reject(socket, TOO_MANY);
            return Ok(Reply::Done);
        }
        let replay = self.replay(books, connect.after, &ticket.sees)?;
        // Nothing is awaited from where the feed is read until it is sent: no event comes between.
        self.ports
            .accept(socket, &ticket.session, ticket.ends_at, &ticket.sees);
        let mut messages = vec![feed::hello(replay.last)];
        if replay.is_reset {
            messages.push(feed::reset());
        }
        messages.extend(replay.events);
        for message in messages {
            self.ports.send(socket, &json::write(&message));
        }
        self.log("connected", &connect.request_id, None, None);
        Ok(Reply::Done)
    }

    /// Closes the connections of a session, and forgets its tickets.
    pub(super) fn disconnect(
        &self,
        books: &Books<'_, P>,
        session: &str,
    ) -> Result<(), StoreFailure> {
        self.ports.close(session, LOGIN_OVER);
        let kept = books.read()?.tickets.clone();
        let is_anothers = |ticket: &Ticket| ticket.session != session;
        if kept.iter().all(is_anothers) {
            return Ok(());
        }
        books.save_tickets(kept.into_iter().filter(is_anothers).collect())
    }

    /// Closes the connections whose sessions have ended.
    pub(super) fn disconnect_ended(&self) {
        let now = self.ports.now();
        for (session, ends_at) in self.ports.sessions() {
            if ends_at <= now {
                self.ports.close(&session, LOGIN_OVER);
            }
        }
    }
}

fn refused(code: Code) -> Reply {
    Reply::Refused {
        code,
        retry_after: None,
        detail: None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// During a deployment the edge and its objects may be of two versions.
    #[test]
    fn what_travels_keeps_its_names() {
        for after in [None, Some(124)] {
            let connect = Connect {
                request_id: "8f3c".to_owned(),
                secret: "s".to_owned(),
                after,
            };
            let json = json!({"request_id": "8f3c", "secret": "s", "after": after});
            assert_eq!(connect.to_json(), json);
            assert_eq!(Connect::from_json(&json), Some(connect));
        }
    }
}
