//! Which commands are being sent: what is under way is neither looked for nor given up.

use std::cell::RefCell;

/// A command that is being sent for as long as this lives.
pub(super) struct UnderWay<'a> {
    all: &'a RefCell<Vec<String>>,
    id: String,
}

impl<'a> UnderWay<'a> {
    /// Notes that a command is being sent.
    pub(super) fn begin(all: &'a RefCell<Vec<String>>, id: &str) -> Self {
        all.borrow_mut().push(id.to_owned());
        Self {
            all,
            id: id.to_owned(),
        }
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.all.borrow_mut().retain(|id| *id != self.id);
    }
}
