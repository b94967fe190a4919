//! A page of a list.

use serde::Serialize;
use serde_json::Value;

use super::translate::JsonText;

/// A page of a list.
///
/// `{"items": [], "total": 137, "next": "eyJ2IjoxfQ"}`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", schemars(rename = "{T}List"))]
pub struct List<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// How many there are on all pages, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// Send it as `cursor` to get the next page; absent on the last. Opaque.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl List<JsonText> {
    /// The page in JSON, as serde writes one of models.
    pub fn to_json(&self) -> Vec<u8> {
        let items = self.items.iter().map(|item| item.as_bytes().len() + 1);
        let mut json = Vec::with_capacity(items.sum::<usize>() + 64);
        json.extend_from_slice(b"{\"items\":");
        let mut before = b"[";
        for item in &self.items {
            json.extend_from_slice(before);
            json.extend_from_slice(item.as_bytes());
            before = b",";
        }
        json.extend_from_slice(if self.items.is_empty() { b"[]" } else { b"]" });
        if let Some(total) = self.total {
            json.extend_from_slice(format!(",\"total\":{total}").as_bytes());
        }
        if let Some(next) = &self.next {
            let next = Value::from(next.as_str());
            json.extend_from_slice(format!(",\"next\":{next}").as_bytes());
        }
        json.push(b'}');
        json
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_texts_is_written_as_one_of_models_is() {
        for items in [vec![], vec![Some(7)], vec![Some(1), None, Some(3)]] {
            for total in [None, Some(0), Some(137)] {
                for next in [None, Some("eyJ2IjoxfQ"), Some("\"\\\n")] {
                    let next = next.map(str::to_owned);
                    let texts = items
                        .iter()
                        .map(|item| JsonText::of(item).unwrap())
                        .collect();
                    let page = List {
                        items: texts,
                        total,
                        next: next.clone(),
                    };
                    let models = List {
                        items: items.clone(),
                        total,
                        next,
                    };
                    assert_eq!(page.to_json(), serde_json::to_vec(&models).unwrap());
                }
            }
        }
    }
}
