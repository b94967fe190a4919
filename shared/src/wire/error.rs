//! An error of the upstream, in whichever of its shapes.
//!
//! Its backend says `{code, uuid, message, timestamp}`, its gateway `{httpCode, httpMessage,
//! moreInformation}`, its phone apps' endpoint `{code, message}`, and its identity provider
//! `{error, error_description}`. The texts are for the log, and to distinguish meanings.

use super::lenient::{document, whole};
use super::unread::Unread;

/// The most bytes of an answer that is looked at for an error where a document was due. A status has
/// more, and is not read twice.
const LONGEST: usize = 1024;

document! {
    /// What an error body says.
    Error {
        /// The backend's code: the HTTP status and two digits, a number or a string.
        code: String = "code";
        /// The backend's name for this one error.
        uuid: String = "uuid";
        /// The backend's text.
        message: String = "message";
        /// The gateway's status.
        http_code: String = "httpCode" | "httpStatus";
        /// The gateway's text.
        more_information: String = "moreInformation";
        /// The error of OAuth (RFC 6749 section 5.2, RFC 6750 section 3.1).
        error: String = "error";
        /// Its text.
        error_description: String = "error_description";
    }
}

impl Error {
    /// The error that stands in the place of a document in an answer whose status says success. A
    /// document has links, what is embedded in it or an id, and an error has none of these.
    pub fn in_place_of_document(body: &[u8]) -> Option<Self> {
        let json = (body.len() <= LONGEST).then(|| json_tree::parse(body).ok())??;
        let is_document = ["_links", "_embedded", "id"]
            .iter()
            .any(|name| json.get(name).is_some_and(|member| !member.is_null()));
        let error: Self = whole(&json, &mut Unread::default()).filter(|_| !is_document)?;
        let is_of_backend = error.message.is_some() || error.uuid.is_some();
        let is_failure = |code: &String| code.starts_with(['4', '5']);
        let is_error = error.http_code.is_some()
            || error.error.is_some()
            || (is_of_backend && error.code.as_ref().is_some_and(is_failure));
        is_error.then_some(error)
    }

    /// Every text there is, whatever the shape.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        [
            &self.message,
            &self.more_information,
            &self.error_description,
        ]
        .into_iter()
        .flatten()
        .map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::read;

    #[test]
    fn an_error_is_told_from_a_document_whatever_its_shape() {
        for body in [
            r#"{"code":50000,"uuid":"8a","message":"Internal error"}"#,
            r#"{"code":"40499","message":"No data"}"#,
            r#"{"httpCode":"500","httpMessage":"Internal Server Error"}"#,
            r#"{"httpStatus":503}"#,
            r#"{"error":"invalid_token"}"#,
            r#"{"id":null,"code":50000,"message":"Internal error"}"#,
        ] {
            assert!(
                Error::in_place_of_document(body.as_bytes()).is_some(),
                "{body}"
            );
        }
        let long = format!(
            r#"{{"httpCode":"500","httpMessage":"{}"}}"#,
            "x".repeat(LONGEST)
        );
        for body in [
            "",
            "<html>",
            "{}",
            r#"{"firstName":"Camille","message":"40400"}"#,
            r#"{"code":"50000"}"#,
            r#"{"code":"P0420","message":"Catalyst"}"#,
            r#"{"id":"8a","code":50000,"message":"of a remote action"}"#,
            r#"{"_links":{},"error":"of something else"}"#,
            r#"{"_embedded":{},"httpCode":"500"}"#,
            &long,
        ] {
            assert!(
                Error::in_place_of_document(body.as_bytes()).is_none(),
                "{body}"
            );
        }
    }

    #[test]
    fn every_shape_is_read_and_a_code_may_be_a_number_or_a_string() {
        for (body, code, error, text) in [
            (
                r#"{"code":40400,"uuid":"8a","message":"No vehicle found"}"#,
                Some("40400"),
                None,
                Some("No vehicle found"),
            ),
            (r#"{"code":"50000"}"#, Some("50000"), None, None),
            (
                r#"{"httpCode":"401","httpMessage":"Unauthorized","moreInformation":"Not registered to plan"}"#,
                None,
                None,
                Some("Not registered to plan"),
            ),
            (
                r#"{"code":"495","message":"Invalid or expired client certificate"}"#,
                Some("495"),
                None,
                Some("Invalid or expired client certificate"),
            ),
            (
                r#"{"error":"invalid_token","error_description":"The token has expired"}"#,
                None,
                Some("invalid_token"),
                Some("The token has expired"),
            ),
        ] {
            let read = read::<Error>(body.as_bytes()).unwrap().value;
            assert_eq!(read.code.as_deref(), code);
            assert_eq!(read.error.as_deref(), error);
            assert_eq!(read.texts().next(), text);
        }
    }
}
