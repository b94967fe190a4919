//! Answers `GET /api/v1/brands`: the brands on offer, and where to log in with each.

use shared::model::List;
use shared::problem::Problem;

use super::parameter::query::refuse_any;
use crate::context::{Context, Ports};
use crate::login::brands::on_offer;
use crate::respond::{Response, json};

/// Answers the brands on offer. No login is needed.
pub fn list<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    refuse_any(context.request)?;
    let items = on_offer(context);
    json(&List {
        total: u64::try_from(items.len()).ok(),
        items,
        next: None,
    })
}
