//! The logins that the provider remembers, so that it need not ask again: off unless ordered.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use hyper::HeaderMap;
use hyper::header::COOKIE;

use crate::lock::lock;
use crate::world::brand::Brand;

/// All of them.
#[derive(Debug, Default)]
pub(crate) struct RememberedLogins(Mutex<Memory>);

#[derive(Debug, Default)]
struct Memory {
    is_on: bool,
    ignores_max_age: bool,
    /// By what is in the cookie.
    logins: HashMap<String, RememberedLogin>,
}

/// Who logged in, and when.
#[derive(Clone, Debug)]
pub(crate) struct RememberedLogin {
    /// Where.
    brand: Brand,
    /// As whom.
    pub(crate) username: String,
    /// When.
    pub(crate) at: SystemTime,
}

/// The cookie's name, one a brand, since on this machine all are at one host.
fn cookie_name(brand: Brand) -> String {
    format!("iPlanetDirectoryPro-{}", brand.slug())
}

impl RememberedLogins {
    /// Remembers logins from now on, or forgets all.
    pub(crate) fn switch(&self, is_on: bool) {
        let mut memory = lock(&self.0);
        memory.is_on = is_on;
        if !is_on {
            memory.logins.clear();
        }
    }

    /// Whether a login is good enough for any `max_age`.
    pub(crate) fn ignore_max_age(&self, ignores: bool) {
        lock(&self.0).ignores_max_age = ignores;
    }

    /// Has every login that is remembered be that long ago.
    pub(crate) fn age(&self, age: Duration, now: SystemTime) {
        for login in lock(&self.0).logins.values_mut() {
            login.at = now - age;
        }
    }

    /// Remembers a login under that identifier, where logins are remembered: the cookie for it.
    pub(crate) fn remember(
        &self,
        id: String,
        brand: Brand,
        username: &str,
        at: SystemTime,
    ) -> Option<String> {
        let mut memory = lock(&self.0);
        if !memory.is_on {
            return None;
        }
        let cookie = format!("{}={id}; Path=/; HttpOnly", cookie_name(brand));
        let username = username.to_owned();
        let login = RememberedLogin {
            brand,
            username,
            at,
        };
        memory.logins.insert(id, login);
        Some(cookie)
    }

    /// The login that a browser's cookie stands for, if it is at most so many seconds ago.
    pub(crate) fn find(
        &self,
        headers: &HeaderMap,
        brand: Brand,
        max_age: Option<u64>,
        now: SystemTime,
    ) -> Option<RememberedLogin> {
        let name = cookie_name(brand);
        let memory = lock(&self.0);
        let values = headers.get_all(COOKIE).iter();
        let cookies = values.filter_map(|value| value.to_str().ok());
        let mut cookies = cookies.flat_map(|value| value.split("; "));
        let id = cookies.find_map(|cookie| {
            let (of, id) = cookie.split_once('=')?;
            (of == name).then_some(id)
        })?;
        let login = memory.logins.get(id).filter(|login| login.brand == brand)?;
        let age = now.duration_since(login.at).unwrap_or_default();
        let is_good = memory.ignores_max_age || max_age.is_none_or(|most| age.as_secs() <= most);
        is_good.then(|| login.clone())
    }
}
