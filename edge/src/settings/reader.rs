//! Looks settings up by name, and notes everything that cannot be used.

use shared::brand::Brand;

use super::fault::{Fault, Faults};

const NOT_SET: &str = "is not set";
/// What the platform gives in the place of a setting that has no text.
const NO_TEXT: &str = "\0";
const IS_NO_TEXT: &str = "is a table or a binding, and not a text";

/// Looks settings up, and notes what cannot be used of them.
pub(super) struct Reader<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(lookup: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            lookup,
            faults: Vec::new(),
        }
    }

    /// What was noted.
    pub(super) fn faults(self) -> Faults {
        Faults(self.faults)
    }

    fn text(&mut self, name: &str) -> Option<String> {
        let text = (self.lookup)(name)?;
        if text == NO_TEXT {
            self.fault(name, IS_NO_TEXT);
        }
        let text = text.trim();
        (!text.is_empty() && text != NO_TEXT).then(|| text.to_owned())
    }

    /// A setting that a brand may have of its own: `NAME_PEUGEOT` before `NAME`.
    pub(super) fn text_for(&mut self, name: &str, brand: Brand) -> (String, Option<String>) {
        let own = format!("{name}_{}", brand.slug().to_ascii_uppercase());
        match self.text(&own) {
            Some(text) => (own, Some(text)),
            None => (name.to_owned(), self.text(name)),
        }
    }

    /// Such a setting, which has to be there.
    pub(super) fn required_for(&mut self, name: &str, brand: Brand) -> Option<String> {
        let (name, text) = self.text_for(name, brand);
        if text.is_none() {
            self.fault(&name, NOT_SET);
        }
        text
    }

    /// Notes what a setting should be.
    pub(super) fn fault(&mut self, setting: &str, expected: impl Into<String>) {
        let fault = Fault {
            setting: setting.to_owned(),
            expected: expected.into(),
        };
        // A setting that all brands share is named once, and what is no text is not called unset, too.
        let is_told =
            |it: &Fault| *it == fault || it.setting == setting && it.expected == IS_NO_TEXT;
        if !self.faults.iter().any(is_told) {
            self.faults.push(fault);
        }
    }

    /// A setting that need not be there.
    pub(super) fn optional<T>(
        &mut self,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.text(name)?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(expected) => {
                self.fault(name, expected);
                None
            }
        }
    }

    /// A setting that has to be there.
    pub(super) fn required<T>(
        &mut self,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        if self.text(name).is_none() {
            self.fault(name, NOT_SET);
            return None;
        }
        self.optional(name, parse)
    }
}
