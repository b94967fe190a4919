//! Whose data is asked for.

use shared::problem::{Code, Problem};

use crate::caller::credentials::Account;
use crate::context::{Context, Ports};
use crate::route;

/// The account a path names, or the only one there is.
pub fn choose<P: Ports>(
    context: &Context<'_, P>,
    named: &route::Account,
) -> Result<Account, Problem> {
    let mut accounts = context.credentials.accounts(None).accounts;
    match named {
        route::Account::Slot(slot) => accounts
            .into_iter()
            .find(|account| account.slot == *slot)
            .ok_or_else(|| not_logged_in(context)),
        route::Account::Only if accounts.len() > 1 => Err(Problem::new(Code::ChooseAccount)
            .with_detail("name one of the accounts of GET /auth/session in the path")),
        route::Account::Only => accounts.pop().ok_or_else(|| not_logged_in(context)),
    }
}

/// Nobody is logged in; where to change that.
pub fn not_logged_in<P: Ports>(context: &Context<'_, P>) -> Problem {
    let only = match context.settings.brands.as_slice() {
        [only] => Some(only.brand),
        _ => None,
    };
    context.with_login_url(Code::NotLoggedIn.into(), only)
}
