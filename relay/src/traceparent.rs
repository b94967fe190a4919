//! W3C trace context, passed on only in the form that the standard gives it.

use shared::hop::is_hex;

/// Whether a text is a `traceparent` of version 00 (W3C Trace Context section 3.2).
pub(crate) fn is_valid(text: &str) -> bool {
    let mut fields = text.split('-');
    fields.next() == Some("00")
        && fields
            .next()
            .is_some_and(|id| is_hex(id, 32) && names_something(id))
        && fields
            .next()
            .is_some_and(|id| is_hex(id, 16) && names_something(id))
        && fields.next().is_some_and(|flags| is_hex(flags, 2))
        && fields.next().is_none()
}

/// An identifier of zeros is none.
fn names_something(id: &str) -> bool {
    id.bytes().any(|b| b != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_standards_form_is_passed_on() {
        const GOOD: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        assert!(is_valid(GOOD));
        for text in [
            "",
            "00",
            "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
            &format!("{GOOD}-x"),
            &format!("{GOOD}\r\nx: y"),
        ] {
            assert!(!is_valid(text), "{text}");
        }
    }
}
