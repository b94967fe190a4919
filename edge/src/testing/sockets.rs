//! What stands in for the pages and apps that are connected to a driver's object.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// One connection, as its other end sees it.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// Session, its end, and what the caller sees, once it was accepted.
    accepted: RefCell<Option<(String, u64, String)>>,
    /// What was received.
    pub(crate) received: RefCell<Vec<String>>,
    /// The code it was closed with.
    pub(crate) closed: Cell<Option<u16>>,
}

/// The connections of an object, which outlive it.
#[derive(Debug, Default)]
pub(crate) struct Lines(RefCell<Vec<Rc<Line>>>);

impl Lines {
    pub(crate) fn accept(&self, line: &Rc<Line>, session: &str, ends_at: u64, sees: &str) {
        let of = (session.to_owned(), ends_at, sees.to_owned());
        *line.accepted.borrow_mut() = Some(of);
        self.0.borrow_mut().push(Rc::clone(line));
    }

    pub(crate) fn push(&self, text: &str, audience: &str) {
        for line in self.open() {
            let accepted = line.accepted.borrow();
            let (_, _, sees) = accepted.as_ref().unwrap();
            let is_shown = audience.is_empty() || sees == "*";
            if is_shown || sees.split(' ').any(|word| word == audience) {
                line.received.borrow_mut().push(text.to_owned());
            }
        }
    }

    pub(crate) fn close(&self, session: &str, code: u16) {
        for line in self.open() {
            let accepted = line.accepted.borrow();
            if accepted.as_ref().is_some_and(|(name, ..)| name == session) {
                line.closed.set(Some(code));
            }
        }
    }

    pub(crate) fn sessions(&self) -> Vec<(String, u64)> {
        let session = |line: Rc<Line>| {
            let accepted = line.accepted.borrow();
            let (name, ends_at, _) = accepted.as_ref().unwrap();
            (name.clone(), *ends_at)
        };
        self.open().into_iter().map(session).collect()
    }

    fn open(&self) -> Vec<Rc<Line>> {
        let lines = self.0.borrow();
        let open = lines.iter().filter(|line| line.closed.get().is_none());
        open.cloned().collect()
    }
}

#[test]
fn what_stands_in_for_connections_hears_what_it_may_until_it_is_closed() {
    let lines = Lines::default();
    let all: [Rc<Line>; 3] = Default::default();
    for (line, (session, sees)) in all.iter().zip([("a", "*"), ("a", "lock"), ("b", "")]) {
        lines.accept(line, session, 9, sees);
    }
    lines.push("1", "");
    lines.push("2", "lock");
    lines.push("3", "horn");
    lines.close("a", 4401);
    lines.push("4", "");
    let received = all.each_ref().map(|line| line.received.borrow().join(""));
    assert_eq!(received, ["123", "12", "14"]);
    assert_eq!(lines.sessions(), [("b".to_owned(), 9)]);
    assert_eq!(all[0].closed.get(), Some(4401));
}
