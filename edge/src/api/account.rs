//! Whose data is asked for: the account that a path names, or the only one there is.

use shared::problem::{Code, Problem};

use crate::caller::cookies::is_slot;
use crate::caller::credentials::Account;
use crate::context::{Context, Ports};

/// Which account a path selects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountSelector {
    /// The one account that is logged in.
    Only,
    /// The account of this slot: `/api/v1/accounts/{slot}/…`
    Slot(String),
}

impl AccountSelector {
    /// Splits a raw path below `/api/v1` into the account that it selects and the path of the
    /// resource. None where what should be a slot can be none.
    pub fn split(path: &str) -> Option<(Self, &str)> {
        let Some(named) = path.strip_prefix("/accounts/") else {
            return Some((Self::Only, path));
        };
        let (slot, path) = named.split_at(named.find('/')?);
        is_slot(slot).then(|| (Self::Slot(slot.to_owned()), path))
    }
}

/// The account that is selected. Fails with `not-logged-in`, or `choose-account` where there are
/// several and none is named.
pub fn choose<P: Ports>(
    context: &Context<'_, P>,
    selector: &AccountSelector,
) -> Result<Account, Problem> {
    let mut accounts = context.credentials.accounts(None).accounts;
    match selector {
        AccountSelector::Slot(slot) => accounts
            .into_iter()
            .find(|account| account.slot == *slot)
            .ok_or_else(|| not_logged_in(context)),
        AccountSelector::Only if accounts.len() > 1 => Err(Problem::new(Code::ChooseAccount)
            .with_detail("name one of the accounts of GET /auth/session in the path")),
        AccountSelector::Only => accounts.pop().ok_or_else(|| not_logged_in(context)),
    }
}

/// The problem that the caller is not logged in, with the address where to log in.
pub fn not_logged_in<P: Ports>(context: &Context<'_, P>) -> Problem {
    let only = match context.settings.brands.as_slice() {
        [only] => Some(only.brand),
        _ => None,
    };
    context.with_login_url(Code::NotLoggedIn.into(), only)
}
