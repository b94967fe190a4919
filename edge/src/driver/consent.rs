//! The driver's consent that the owner's server gets the events: given, asked for, withdrawn.
//!
//! It holds for the server that the driver was shown, while one of their sessions lives. With it the
//! events that wait are dropped.

use shared::problem::{Code, Problem};

use super::ledger::Books;
use super::memory::DriverMemory;
use super::message::Reply;
use super::step::{DriverStep, Stop};
use super::store::DriverPorts;
use crate::objects::StoreFailure;

impl<P: DriverPorts> DriverStep<'_, P> {
    /// Notes that events are to be forwarded, or no more, if that is said, and says whether they are.
    /// An agreement to another server than there is now is refused.
    pub(super) async fn forwarding(
        &self,
        on: Option<bool>,
        to: Option<String>,
    ) -> Result<Reply, Stop> {
        let (books, memory) = (self.books(), self.memory);
        match (on, &self.settings.forwarding) {
            (Some(true), Some(forwarding)) => {
                if to.is_some_and(|to| to != forwarding.to) {
                    let why = "the service forwards events to another server than `to`";
                    return Err(Problem::new(Code::ActionNotAllowed).with_detail(why).into());
                }
                self.begin_use().await?;
                if !memory.end_if_over(&books, self.request_id)? {
                    books.save_to(&forwarding.to)?;
                    memory.log("forwarding", self.request_id, Some("on"), None);
                    memory.set_alarm(&books, false).await?;
                }
                // After it is kept: a withdrawal that comes while this waits has the last word.
                self.resume_rules().await?;
            }
            (Some(_), _) => {
                self.note_use()?;
                memory.end_forwarding(&books, self.request_id, "off")?;
            }
            (None, _) => self.note_use()?,
        }
        Ok(Reply::Forwarding(
            memory.end_if_over(&books, self.request_id)?,
        ))
    }
}

impl<P: DriverPorts> DriverMemory<P> {
    /// Forgets the consent if it holds no more, and all that waits. Says whether events are forwarded.
    pub(super) fn end_if_over(
        &self,
        books: &Books<'_, P>,
        request_id: &str,
    ) -> Result<bool, StoreFailure> {
        let forwards = {
            let ledger = books.read()?;
            books.forwards(&ledger)
        };
        if !forwards {
            self.end_forwarding(books, request_id, "over")?;
        }
        Ok(forwards)
    }

    /// Forgets the consent, if there is one, and all that waits.
    pub(super) fn end_forwarding(
        &self,
        books: &Books<'_, P>,
        request_id: &str,
        why: &str,
    ) -> Result<(), StoreFailure> {
        if books.read()?.outbox.is_empty() {
            return Ok(());
        }
        let count = books.clear_outbox()?;
        let dropped = format!("{count} dropped");
        self.log("forwarding", request_id, Some(why), Some(&dropped));
        Ok(())
    }
}
