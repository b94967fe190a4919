//! What a notification says of why a rule fired.

use serde_json::Value;

use crate::json;
use crate::model::monitor::WHAT;
use crate::wire::Unread;
use crate::wire::table::{Kind, Row, elements, part, read};

/// A list of `{"what","value"}`: what is compared, by the name that monitors have for it here, and
/// what it was. What has no name here is left out, as it may be a position.
pub fn values(json: &Value) -> Value {
    let values = elements(json).iter().filter_map(|json| {
        let value = read(json, VALUE, &mut Unread::default())?;
        let is_whole = value.contains_key("what") && value.contains_key("value");
        let value = is_whole.then(|| part(value))?;
        (json::write(&value).len() <= LONGEST).then_some(value)
    });
    values.take(MOST).collect()
}

/// Most values of a notification, which has one for each condition of its rule.
const MOST: usize = 20;
/// Longest value, in bytes of JSON: a hundred warnings at once are shorter.
const LONGEST: usize = 4096;

const VALUE: &[Row] = &[
    Row("what", &["data"], Kind::OneOf(WHAT)),
    Row("value", &["value/body/literalValue"], Kind::Literal),
    Row("value", &["value"], Kind::Literal),
    Row(
        "value",
        &["value/body/objectValues"],
        Kind::Each(&Kind::Custom(code)),
    ),
];

/// The code of a warning. The rest of it may say where the car was.
fn code(json: &Value, _: &mut Unread) -> Option<Value> {
    json.get("type")?.as_str().map(Value::from)
}
