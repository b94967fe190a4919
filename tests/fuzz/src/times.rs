//! Times, durations and numbers, as they stand inside documents.

use shared::value::{Number, TimeOfDay, Timestamp};
use shared::wire::{Duration, FromJson, Unread};

/// Reads the text as each. What is read is written in one way, which reads back as the same.
pub fn read(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let text = serde_json::Value::from(text);
    if let Some(time) = value::<Timestamp>(&text) {
        assert_eq!(time.to_string().parse(), Ok(time));
    }
    if let Some(time) = value::<TimeOfDay>(&text) {
        assert!(time.to_string().as_str() <= "24:00", "{time}");
    }
    if let Some(number) = value::<Number>(&text) {
        let written = serde_json::to_value(number).expect("every number is JSON");
        assert_eq!(value::<Number>(&written), Some(number));
    }
    let _ = value::<Duration>(&text);
}

fn value<T: FromJson>(json: &serde_json::Value) -> Option<T> {
    T::from_json(json, &mut Unread::default())
}
