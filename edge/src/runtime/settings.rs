//! The settings, read anew once they have changed: an isolate may live on while they do.
//!
//! Nothing that comes of them is kept for good. They are asked for as one text, which is compared
//! with the last one: to ask the platform for each at every request would be most of all the calls
//! of it that the status of a car takes.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use worker::Env;
use worker::js_sys::Array;

use super::platform;
use crate::settings::{Faults, Settings};

/// The settings, and what they were read from.
struct Read {
    settings: Rc<Result<Settings, Faults>>,
    /// The names that were asked for, found or not.
    names: Array,
    /// Their values.
    values: JsValue,
}

thread_local! {
    static READ: RefCell<Option<Read>> = const { RefCell::new(None) };
}

/// The settings, as vars and secrets have them.
pub(super) fn settings(env: &Env) -> Rc<Result<Settings, Faults>> {
    READ.with_borrow_mut(|read| {
        let kept = read.take().filter(|read| read.is_of(env));
        let read = read.insert(kept.unwrap_or_else(|| Read::new(env)));
        Rc::clone(&read.settings)
    })
}

impl Read {
    fn new(env: &Env) -> Self {
        let names = RefCell::new(Vec::<String>::new());
        let settings = Settings::read(|name| {
            let mut names = names.borrow_mut();
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
            platform::setting(env, name)
        });
        let names = names.into_inner();
        let names = names.iter().map(|name| JsValue::from_str(name)).collect();
        Self {
            settings: Rc::new(settings),
            values: platform::settings(env, &names),
            names,
        }
    }

    fn is_of(&self, env: &Env) -> bool {
        self.values == platform::settings(env, &self.names)
    }
}
