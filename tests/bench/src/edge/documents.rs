//! The statuses of cars that the edge is measured with.

use serde_json::{Value, json};

use crate::origin;

const SAMPLE: &str = include_str!("../../../../shared/tests/samples/status.json");
const OLDER_SAMPLE: &str = include_str!("../../../../shared/tests/samples/status-older.json");

/// A status as the upstream sends it.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// The car that it is the status of.
    pub(super) name: String,
    /// The bytes.
    pub(super) body: Vec<u8>,
}

/// The one that is measured: as large as that of an electric car, every field in it.
pub(super) fn usual() -> Result<Document, serde_json::Error> {
    Ok(Document {
        name: "usual".to_owned(),
        body: origin::status(origin::STATUS_BYTES)?,
    })
}

/// Statuses of 2, 8 and 32 kB.
pub(super) fn sizes() -> Result<[Document; 3], serde_json::Error> {
    Ok([
        sized(OLDER_SAMPLE, 2)?,
        sized(SAMPLE, 8)?,
        sized(SAMPLE, 32)?,
    ])
}

/// A sample with as many programs of the air conditioning as it takes to weigh so many kB, so that
/// what is added is read and answered as all else is.
fn sized(sample: &str, kilobytes: usize) -> Result<Document, serde_json::Error> {
    let mut document: Value = serde_json::from_str(sample)?;
    let mut body = serde_json::to_vec(&document)?;
    let mut programs = Vec::new();
    while body.len() < kilobytes * 1024 {
        programs.push(json!({
            "enabled": programs.len() % 2 == 0,
            "occurence": {"day": ["Mon", "Tue", "Wed", "Thu", "Fri"]},
            "recurrence": "Daily",
            "slot": programs.len(),
            "start": "PT7H30M",
        }));
        let conditioning = json!({"airConditioning": {
            "createdAt": "2026-03-01T08:15:30Z",
            "programs": programs,
            "status": "Disabled",
        }});
        if let Some(members) = document.as_object_mut() {
            members.insert("preconditioning".to_owned(), conditioning);
        }
        body = serde_json::to_vec(&document)?;
    }
    Ok(Document {
        name: format!("of-{kilobytes}-kB"),
        body,
    })
}
