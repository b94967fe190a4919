//! Which limit a door has, and by whom it counts.

use shared::problem::Problem;

use super::{count, is_ended, place};
use crate::context::{Context, Ports};
use crate::login::accounts;
use crate::ports::Counted;
use crate::route::Route;

/// Counts a request to a door that has a limit.
pub async fn check<P: Ports>(context: &Context<'_, P>, route: &Route) -> Result<(), Problem> {
    let counted = match route {
        Route::Login | Route::Authorize => Counted::Login,
        Route::Token | Route::Revoke => Counted::HandOff,
        Route::Callback => Counted::Callback,
        Route::Password => Counted::PasswordFrom,
        Route::Session | Route::Brands | Route::Api(..) => Counted::Api,
        // Logging out is for whoever wants to, and the owner's part of /health counts for itself;
        // the rest asks nobody anything.
        Route::Logout | Route::Metadata | Route::Health | Route::Problem(_) | Route::Asset => {
            return Ok(());
        }
    };
    let key = match counted {
        Counted::Api => caller(context),
        _ => place(context.request),
    };
    count(context, counted, &key).await
}

/// The first session that is not known to be over, if there is one, and otherwise the place:
/// neighbours who share an address are told apart once they are logged in. A cookie that we did
/// not seal is none. No more are opened than it takes.
fn caller<P: Ports>(context: &Context<'_, P>) -> String {
    let mut handles = accounts::handles(context);
    match handles.find(|handle| !is_ended(context, &handle.object)) {
        Some(handle) => {
            let object = handle.object.iter();
            object.map(|byte| format!("{byte:02x}")).collect()
        }
        None => place(context.request),
    }
}
