//! A state in place of an answer that cannot be had, and when it may stand there.

use serde_json::{Map, Value};
use shared::problem::{Code, Problem};
use shared::value::Timestamp;

use super::known::State;
use super::places::hide_positions;

/// Seconds for which a position that nobody confirms is shown.
const POSITION_SHOWN: u64 = 24 * 3600;
/// [`shared::model::Reason::TooOld`].
const TOO_OLD: &str = "too-old";

/// Whether a call that failed so says nothing of what was asked for. What the driver did, or is
/// asked to do, is in no code of these.
pub fn is_passing(code: Code) -> bool {
    code.status() >= 500 || code == Code::RateLimited
}

/// The state as it is answered at `now`, marked with its age and with the problem that is answered
/// where nothing is known.
pub fn stale(state: State, now: u64, because: &Problem) -> Value {
    let at = state.at();
    let mut document = state.into_document();
    if now >= at.saturating_add(POSITION_SHOWN) {
        hide_positions(&mut document, TOO_OLD);
    }
    if let (Some(since), Ok(because), Some(members)) = (
        Timestamp::from_unix(at),
        serde_json::from_slice(&because.to_json()),
        document.as_object_mut(),
    ) {
        let mut mark = Map::new();
        mark.insert("since".to_owned(), Value::from(since.to_string()));
        mark.insert("because".to_owned(), because);
        members.insert("stale".to_owned(), Value::Object(mark));
    }
    document
}
