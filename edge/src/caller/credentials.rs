//! What a request shows for its accounts: their cookies, or a bearer.
//!
//! They are opened once a request, when they are first needed, and no more of them than needed: a
//! request over the rate limit opens [`MAX_ACCOUNTS`] cookies at most.

use std::cell::{OnceCell, RefCell};

use super::cookies::{CookieKind, Cookies, MAX_ACCOUNTS, MAX_OPENED, Received};
use super::{Caller, bearer, page_cookie};
use crate::request::Request;
use crate::seal::Purpose;
use crate::session::handle::Handle;
use crate::settings::Settings;
use crate::settings::clients::Client;

/// The slot of the account behind a bearer, which is always the only one.
const BEARERS_SLOT: &str = "ofbearer";

/// The cookies or the bearer of a request.
#[derive(Debug)]
pub struct Credentials<'a> {
    /// Who calls. At an endpoint that anyone may call it is taken for a page of ours.
    pub caller: Caller<'a>,
    request: &'a Request,
    settings: &'a Settings,
    /// The id of the app, and what its bearer opens.
    bearer: OnceCell<Option<(String, Handle)>>,
    /// What the cookies open, in their order, as far as they were opened.
    cookies: RefCell<Vec<Option<Handle>>>,
}

/// An account's cookie or bearer, opened.
#[derive(Debug, Clone)]
pub struct Account {
    /// Names the account in paths.
    pub slot: String,
    /// Where it lives.
    pub handle: Handle,
}

/// What the cookies or the bearer of a request come to.
#[derive(Debug, Default)]
pub struct Opened {
    /// The accounts.
    pub accounts: Vec<Account>,
    /// Accounts beyond [`MAX_ACCOUNTS`], the newest, which browsers send last (RFC 6265 section
    /// 5.4). They arise from cross-site logins, where the other cookies are not sent.
    pub surplus: Vec<Account>,
    /// Those of a slot that is among the accounts already. No browser has two cookies of one name
    /// of ours; where a program sends them, the first counts.
    pub doubled: Vec<Account>,
    /// The slots of the cookies that open nothing.
    pub unreadable: Vec<String>,
    /// Whether there are cookies beyond those that one request has opened.
    pub more: bool,
}

impl<'a> Credentials<'a> {
    /// The credentials by which a caller's accounts are known. None is opened yet.
    pub fn new(caller: Caller<'a>, request: &'a Request, settings: &'a Settings) -> Self {
        Self {
            caller,
            request,
            settings,
            bearer: OnceCell::new(),
            cookies: RefCell::default(),
        }
    }

    /// The accounts, or only that of one slot.
    pub fn accounts(&self, wanted: Option<&str>) -> Opened {
        let is_wanted = |slot: &str| wanted.is_none_or(|wanted| wanted == slot);
        let mut opened = Opened::default();
        if let Some((_, handle)) = self.bearer().filter(|_| is_wanted(BEARERS_SLOT)) {
            let (slot, handle) = (BEARERS_SLOT.to_owned(), handle.clone());
            opened.accounts.push(Account { slot, handle });
        }
        let cookies = self.received().enumerate();
        let mut cookies = cookies.filter(|(_, cookie)| is_wanted(cookie.slot));
        for (position, cookie) in cookies.by_ref().take(MAX_OPENED) {
            let slot = cookie.slot.to_owned();
            match self.opened(position, &cookie) {
                Some(handle) => {
                    let doubles = opened.accounts.iter().any(|other| other.slot == slot);
                    let list = match doubles {
                        true => &mut opened.doubled,
                        false => &mut opened.accounts,
                    };
                    list.push(Account { slot, handle });
                }
                None if self.is_anothers(&cookie) => {}
                None => opened.unreadable.push(slot),
            }
        }
        opened.more = cookies.next().is_some();
        let accounts = &opened.accounts;
        let is_account = |slot: &String| accounts.iter().any(|account| account.slot == *slot);
        opened.unreadable.retain(|slot| !is_account(slot));
        let most = opened.accounts.len().min(MAX_ACCOUNTS);
        opened.surplus = opened.accounts.split_off(most);
        opened
    }

    /// The handles, opened one at a time as they are asked for, as many as there may be accounts.
    pub fn handles(&self) -> impl Iterator<Item = Handle> {
        let cookies = self.received().take(MAX_ACCOUNTS).enumerate();
        let of_cookies = cookies.filter_map(|(position, cookie)| self.opened(position, &cookie));
        let of_bearer = self.bearer().map(|(_, handle)| handle.clone());
        of_bearer.into_iter().chain(of_cookies)
    }

    /// The app that calls, if its bearer is good.
    pub fn app(&self) -> Option<&'a Client> {
        self.settings.client(&self.bearer()?.0)
    }

    fn bearer(&self) -> Option<&(String, Handle)> {
        let open = || {
            let bearer = bearer::received(self.request).filter(|_| self.caller == Caller::App)?;
            let (client, handle) = bearer::open(bearer, self.settings).ok()?;
            Some((client.id.clone(), handle))
        };
        self.bearer.get_or_init(open).as_ref()
    }

    /// The cookies that count for the caller.
    fn received(&self) -> impl Iterator<Item = Received<'a>> + use<'a> {
        let cookies = Cookies::new(self.settings.public_origin.is_https());
        let headers = &self.request.headers;
        let kind = self.caller.cookie().into_iter();
        kind.flat_map(move |kind| cookies.received(kind, headers))
    }

    /// What a cookie at a position opens. It is kept where those before it were opened, too, which
    /// is so unless a single slot was asked for.
    fn opened(&self, position: usize, cookie: &Received<'_>) -> Option<Handle> {
        let mut opened = self.cookies.borrow_mut();
        if let Some(known) = opened.get(position) {
            return known.clone();
        }
        let keys = &self.settings.seal_keys;
        let handle = match self.caller {
            Caller::CrossSite(origin) => page_cookie::open(cookie, origin, keys),
            _ => Handle::open(keys, Purpose::Account, cookie.name, cookie.value),
        };
        let handle = handle.ok();
        if position == opened.len() {
            opened.push(handle.clone());
        }
        handle
    }

    /// Whether a cookie is good for another registered page: pages of one site share a jar.
    fn is_anothers(&self, cookie: &Received<'_>) -> bool {
        let Settings {
            clients, seal_keys, ..
        } = self.settings;
        self.caller.cookie() == Some(CookieKind::Page)
            && clients
                .iter()
                .filter_map(Client::origin)
                .any(|origin| page_cookie::open(cookie, origin, seal_keys).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use http::header::COOKIE;

    use super::*;
    use crate::settings::tests::read;
    use crate::testing::Seeded;

    #[test]
    fn a_cookie_is_opened_when_it_is_asked_for_and_once() {
        let (settings, source) = (read(&[]).unwrap(), Seeded::default());
        let mut request = Request::default();
        let slots = ["abcd2345", "bcde2345", "cdef2345"];
        for (object, slot) in (1..).zip(slots) {
            let name = Cookies::new(true).name(CookieKind::Account, slot);
            let handle = Handle::new([object; 32], &source);
            let sealed = handle.seal(&settings.seal_keys, Purpose::Account, &name, &source);
            let pair = format!("{name}={}", sealed.unwrap());
            request.headers.append(COOKIE, pair.parse().unwrap());
        }
        let credentials = Credentials::new(Caller::SameSite, &request, &settings);
        let first = credentials.handles().next().unwrap();
        assert_eq!(first.object, [1; 32]);
        assert_eq!(credentials.cookies.borrow().len(), 1);
        let of_slot = credentials.accounts(Some(slots[2])).accounts;
        assert_eq!(of_slot[0].handle.object, [3; 32]);
        // The second look takes what the first has found, and opens no cookie twice.
        credentials.cookies.borrow_mut()[0] = None;
        let opened = credentials.accounts(None);
        assert_eq!(opened.unreadable, [slots[0]]);
        let found: Vec<_> = opened.accounts.iter().map(|it| it.slot.as_str()).collect();
        assert_eq!(found, slots[1..]);
        assert_eq!(credentials.cookies.borrow().len(), 3);
    }
}
