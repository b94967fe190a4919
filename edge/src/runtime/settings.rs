//! The settings, read anew once they have changed: an isolate may live on while they do.
//!
//! Nothing that comes of them is kept for good. They are asked for as one text, which is compared
//! with the last one: to ask the platform for each at every request would be most of all the calls
//! of it that the status of a car takes.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::platform;
use crate::settings::{Faults, Settings};

/// The settings, and what they were read from.
struct Read {
    settings: Rc<Result<Settings, Faults>>,
    /// A list of the names that were asked for, found or not.
    names: JsValue,
    /// Their values, if those can be compared.
    values: Option<JsValue>,
}

thread_local! {
    static READ: RefCell<Option<Read>> = const { RefCell::new(None) };
}

/// The settings, as vars and secrets have them.
pub(super) fn settings(env: &JsValue) -> Rc<Result<Settings, Faults>> {
    READ.with_borrow_mut(|read| {
        let kept = read.take().filter(|read| read.is_of(env));
        let read = read.insert(kept.unwrap_or_else(|| Read::new(env)));
        Rc::clone(&read.settings)
    })
}

impl Read {
    fn new(env: &JsValue) -> Self {
        let names = RefCell::new(BTreeSet::new());
        let settings = Settings::read(|name| {
            names.borrow_mut().insert(name.to_owned());
            platform::variable(env, name)
        });
        let names: Vec<_> = names.into_inner().into_iter().collect();
        let names = platform::list(&names.join("\n"));
        Self {
            settings: Rc::new(settings),
            values: platform::variables(env, &names).ok(),
            names,
        }
    }

    fn is_of(&self, env: &JsValue) -> bool {
        self.values.is_some() && self.values == platform::variables(env, &self.names).ok()
    }
}
