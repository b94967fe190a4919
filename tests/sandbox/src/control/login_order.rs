//! Whether the identity provider remembers who logged in.

use std::time::{Duration, SystemTime};

use serde::Deserialize;

use crate::idp::remembered::RememberedLogins;

/// What is to be so from now on. What is left out stays as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct LoginOrder {
    /// A browser that logged in need not do so again.
    remember: Option<bool>,
    /// Every login that is remembered was so long ago.
    age_seconds: Option<u32>,
    /// A login is good enough for any `max_age`.
    ignore_max_age: Option<bool>,
}

impl LoginOrder {
    /// Has it be so.
    pub(crate) fn carry_out(self, logins: &RememberedLogins) {
        if let Some(remember) = self.remember {
            logins.switch(remember);
        }
        if let Some(age) = self.age_seconds {
            logins.age(Duration::from_secs(age.into()), SystemTime::now());
        }
        if let Some(ignore) = self.ignore_max_age {
            logins.ignore_max_age(ignore);
        }
    }
}
