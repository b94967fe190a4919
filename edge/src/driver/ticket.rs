//! Tickets: each opens one live connection to a driver's object, for which a page can send no header
//! of its own.
//!
//! The text names the object, by an id that the platform alone makes: what is made up wakes none. The
//! object keeps the hash of the rest.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::object_id::is_object_id;

/// Seconds for which a ticket is good.
pub const TICKET_SECONDS: u64 = 30;
/// Tickets of an object: of more, those that came first are forgotten.
pub(super) const MOST_TICKETS: usize = 32;
/// Bytes of the secret.
pub(super) const SECRET_BYTES: usize = 16;

/// A ticket that is not used yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ticket {
    /// The hash of its secret.
    pub(super) hash: String,
    /// The session that it was given to.
    pub(super) session: String,
    /// Unix second at which that ends.
    pub(super) ends_at: u64,
    /// Unix second at which it is good no more.
    pub(super) until: u64,
    /// The words for what the caller sees.
    pub(super) sees: String,
}

impl Ticket {
    /// As it is kept: its members in their order, with a blank between.
    pub(super) fn to_text(&self) -> String {
        let (ends_at, until) = (self.ends_at.to_string(), self.until.to_string());
        [&self.hash, &self.session, &ends_at, &until, &self.sees]
            .map(String::as_str)
            .join(" ")
    }

    /// Reads what [`Ticket::to_text`] wrote.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        let mut members = text.splitn(5, ' ');
        Some(Self {
            hash: members.next()?.to_owned(),
            session: members.next()?.to_owned(),
            ends_at: members.next()?.parse().ok()?,
            until: members.next()?.parse().ok()?,
            sees: members.next()?.to_owned(),
        })
    }
}

/// The text of a ticket.
pub(super) fn write(object: &str, secret: [u8; SECRET_BYTES]) -> String {
    [object, ".", &URL_SAFE_NO_PAD.encode(secret)].concat()
}

/// The object that a ticket names, and its secret; nothing of another form.
pub fn read(ticket: &str) -> Option<(&str, &str)> {
    let (object, secret) = ticket.split_once('.')?;
    let bytes = URL_SAFE_NO_PAD.decode(secret).ok()?;
    (is_object_id(object) && bytes.len() == SECRET_BYTES).then_some((object, secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_names_its_object_and_what_has_another_form_is_none() {
        let object = "0d".repeat(32);
        let ticket = write(&object, [7; SECRET_BYTES]);
        let (found, secret) = read(&ticket).unwrap();
        assert_eq!((found, secret.len()), (object.as_str(), 22));
        for other in [
            "",
            ".",
            secret,
            &object,
            ticket.split_at(1).1,
            ticket.split_at(ticket.len() - 1).0,
            &ticket.to_uppercase(),
            &format!("{ticket}A"),
            &ticket.replace('.', ""),
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_kept_is_read_back() {
        let ticket = Ticket {
            hash: "ab".to_owned(),
            session: "session-1".to_owned(),
            ends_at: 9,
            sees: "lock horn".to_owned(),
            until: 8,
        };
        let text = ticket.to_text();
        assert_eq!(Ticket::from_text(&text), Some(ticket));
        for other in [
            "",
            "ab session-1 9 8",
            "ab session-1 x 8 lock",
            "ab session-1 9 -8 lock",
        ] {
            assert_eq!(Ticket::from_text(other), None, "{other}");
        }
    }
}
