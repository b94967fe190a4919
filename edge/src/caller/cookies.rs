//! The cookies: one for each account, here or in a page of another site, and one for each login
//! under way.
//!
//! The `__Host-Http-` prefix has the browser itself see to it that only a response of this very
//! host can have set them, for every path and out of reach of scripts (RFC 10017 section
//! 6.1.3.2). Browsers that do not know it still enforce its beginning, `__Host-`. Neither may be
//! used without TLS, so on a developer's own machine the names are plain.
//!
//! Reading and writing them takes a few lines, because the names and values are ours and need no
//! quoting. A general crate would add a calendar, 17 kB of the compressed wasm.

use http::{HeaderMap, header};

use crate::ports::{Random, random};

/// Seconds for which a login may be under way.
pub const LOGIN_SECONDS: u64 = 600;
/// Logins that a browser may have under way.
pub const MAX_LOGINS: usize = 3;
/// Accounts that a browser may have logged in.
pub const MAX_ACCOUNTS: usize = 8;
/// Most cookies of a kind that are opened for one request, and so taken away by one answer.
pub const MAX_OPENED: usize = 64;

const SLOT_LENGTH: usize = 8;
/// RFC 4648 section 6, in lower case: nothing in it needs quoting in a cookie's name or a path.
const SLOT_ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// Names and attributes of the cookies of a deployment.
#[derive(Debug, Clone, Copy)]
pub struct Cookies {
    https: bool,
}

/// One cookie as it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received<'a> {
    /// Its slot (for an account) or the head of its state (for a login).
    pub slot: &'a str,
    /// Its full name, which the value is sealed to.
    pub name: &'a str,
    /// The sealed value.
    pub value: &'a str,
}

/// What a cookie is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieKind {
    /// An account that is logged in.
    Account,
    /// An account that is logged in for a page of another site.
    Page,
    /// A login under way.
    Login,
}

impl Cookies {
    /// The cookies of a service that browsers reach by TLS, or not.
    pub fn new(https: bool) -> Self {
        Self { https }
    }

    /// The cookies of a kind that came with a request, in their order, found in one pass. A pair
    /// that is not ASCII is none of ours and is skipped: a sibling host can set one for the domain.
    pub fn received(
        self,
        kind: CookieKind,
        headers: &HeaderMap,
    ) -> impl Iterator<Item = Received<'_>> {
        let headers = headers.get_all(header::COOKIE).iter();
        // RFC 6265 section 4.2.1.
        let pairs = headers.flat_map(|header| header.as_bytes().split(|&byte| byte == b';'));
        pairs.filter_map(move |pair| self.read(kind, pair))
    }

    /// The name of a cookie.
    pub fn name(self, kind: CookieKind, slot: &str) -> String {
        format!("{}{slot}", self.prefix(kind))
    }

    /// The `Set-Cookie` that takes a cookie away.
    pub fn clear(self, kind: CookieKind, slot: &str) -> String {
        self.set(kind, slot, "", 0)
    }

    /// The `Set-Cookie` of a cookie that is kept for so many seconds.
    pub fn set(self, kind: CookieKind, slot: &str, value: &str, seconds: u64) -> String {
        let same_site = match kind {
            CookieKind::Account => "Strict",
            // Partitioned: it comes along where that page is on top, and in no other one's frame.
            CookieKind::Page => "None; Partitioned",
            // The callback comes from another site.
            CookieKind::Login => "Lax",
        };
        let secure = if self.https { "; Secure" } else { "" };
        let name = self.name(kind, slot);
        format!("{name}={value}; HttpOnly; SameSite={same_site}{secure}; Path=/; Max-Age={seconds}")
    }

    /// A pair, if it is a cookie of the kind. Ours are never quoted.
    fn read<'a>(self, kind: CookieKind, pair: &'a [u8]) -> Option<Received<'a>> {
        let pair = str::from_utf8(pair).ok().filter(|pair| pair.is_ascii())?;
        let (name, value) = pair.split_once('=')?;
        let name = name.trim();
        Some(Received {
            slot: name
                .strip_prefix(self.prefix(kind))
                .filter(|slot| is_slot(slot))?,
            name,
            value: value.trim(),
        })
    }

    fn prefix(self, kind: CookieKind) -> &'static str {
        match (self.https, kind) {
            (true, CookieKind::Account) => "__Host-Http-ks-",
            (true, CookieKind::Page) => "__Host-Http-ksp-",
            (true, CookieKind::Login) => "__Host-Http-ksl-",
            (false, CookieKind::Account) => "ks-dev-",
            (false, CookieKind::Page) => "ksp-dev-",
            (false, CookieKind::Login) => "ksl-dev-",
        }
    }
}

/// A fresh slot.
pub fn new_slot(source: &impl Random) -> String {
    random::<SLOT_LENGTH>(source)
        .into_iter()
        .filter_map(|byte| SLOT_ALPHABET.get(usize::from(byte) % SLOT_ALPHABET.len()))
        .map(|byte| char::from(*byte))
        .collect()
}

/// Whether a text has the form of a slot.
pub fn is_slot(text: &str) -> bool {
    text.len() == SLOT_LENGTH && text.bytes().all(|b| SLOT_ALPHABET.contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Seeded;

    fn headers(lines: &[&str]) -> HeaderMap {
        lines
            .iter()
            .map(|line| (header::COOKIE, line.parse().unwrap()))
            .collect()
    }

    fn pairs(headers: &HeaderMap) -> Vec<(&str, &str)> {
        let found = Cookies::new(true).received(CookieKind::Account, headers);
        found.map(|cookie| (cookie.slot, cookie.value)).collect()
    }

    #[test]
    fn an_account_cookie_is_strict_and_host_bound() {
        assert_eq!(
            Cookies::new(true).set(CookieKind::Account, "abcd2345", "sealed", 60),
            "__Host-Http-ks-abcd2345=sealed; HttpOnly; SameSite=Strict; Secure; Path=/; Max-Age=60"
        );
        assert_eq!(
            Cookies::new(false).set(CookieKind::Account, "abcd2345", "sealed", 60),
            "ks-dev-abcd2345=sealed; HttpOnly; SameSite=Strict; Path=/; Max-Age=60"
        );
    }

    #[test]
    fn the_cookie_of_another_sites_page_is_kept_apart_for_that_site() {
        assert_eq!(
            Cookies::new(true).set(CookieKind::Page, "abcd2345", "sealed", 60),
            "__Host-Http-ksp-abcd2345=sealed; HttpOnly; SameSite=None; Partitioned; Secure; Path=/; Max-Age=60"
        );
    }

    #[test]
    fn a_login_cookie_is_lax_and_short_lived() {
        assert_eq!(
            Cookies::new(true).set(CookieKind::Login, "abcd2345", "sealed", 600),
            "__Host-Http-ksl-abcd2345=sealed; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=600"
        );
    }

    #[test]
    fn only_cookies_of_the_kind_are_found() {
        let headers = headers(&[
            "__Host-Http-ks-abcd2345=one; other=x; __Host-Http-ks-abcd2345=two; __Host-Http-ksl-abcd2345=login",
            "ks-dev-abcd2345=dev; __Host-Http-ks-short=x; __Host-Http-ks-ABCD2345=x; ; =; __Host-Http-ks-bcde2345=three",
        ]);
        let pairs = pairs(&headers);
        let expected = [
            ("abcd2345", "one"),
            ("abcd2345", "two"),
            ("bcde2345", "three"),
        ];
        assert_eq!(pairs, expected);
        let logins = Cookies::new(true).received(CookieKind::Login, &headers);
        assert_eq!(logins.count(), 1);
    }

    #[test]
    fn a_pair_that_cannot_be_read_hides_no_other() {
        for unreadable in ["x=é", "é=x", "x=\u{ff}", "__Host-Http-ks-abcd2345=é"] {
            let line = format!("{unreadable}; __Host-Http-ks-abcd2345=one; {unreadable}");
            let value = http::HeaderValue::from_bytes(line.as_bytes()).unwrap();
            let headers = [(header::COOKIE, value)].into_iter().collect();
            assert_eq!(pairs(&headers), [("abcd2345", "one")], "{unreadable}");
        }
    }

    #[test]
    fn a_new_slot_has_the_form_of_one_and_differs_from_the_last() {
        let source = Seeded::default();
        let (one, two) = (new_slot(&source), new_slot(&source));
        assert!(is_slot(&one) && is_slot(&two));
        assert_ne!(one, two);
    }
}
