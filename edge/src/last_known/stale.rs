//! A state in place of an answer, where the manufacturer cannot be asked.

use serde_json::{Map, Value};
use shared::json;
use shared::problem::{Code, Problem};
use shared::value::Timestamp;

use super::positions::hide_positions;
use super::stored::LastKnown;

/// Seconds for which a position that is not confirmed is shown.
const MAX_POSITION_AGE: u64 = 24 * 3600;
/// [`shared::model::Reason::TooOld`].
const TOO_OLD: &str = "too-old";

/// Whether a problem is temporary trouble, which says nothing of the resource or the driver.
pub fn is_temporary(code: Code) -> bool {
    code.status() >= 500 || code == Code::RateLimited
}

/// The state as it is answered at the Unix second `now`: marked `stale`, with its age and with the
/// problem that would be answered without it.
pub fn stale(state: LastKnown, now: u64, because: &Problem) -> Value {
    let at = state.at();
    let mut document = state.into_document();
    if now >= at.saturating_add(MAX_POSITION_AGE) {
        hide_positions(&mut document, TOO_OLD);
    }
    if let (Some(since), Ok(because), Some(members)) = (
        Timestamp::from_unix(at),
        json::read(&because.to_json()),
        document.as_object_mut(),
    ) {
        let mut mark = Map::new();
        mark.insert("since".to_owned(), Value::from(since.to_string()));
        mark.insert("because".to_owned(), because);
        members.insert("stale".to_owned(), Value::Object(mark));
    }
    document
}
