//! W3C trace context, passed on only in the form that the standard gives it.

use shared::hop::is_hex;

/// Whether a text is a `traceparent` of version 00 (W3C Trace Context section 3.2).
pub(crate) fn is_valid(text: &str) -> bool {
    let Some((trace, rest)) = field(text.strip_prefix("00-"), 32) else {
        return false;
    };
    let Some((parent, rest)) = field(rest.strip_prefix('-'), 16) else {
        return false;
    };
    let flags = field(rest.strip_prefix('-'), 2);
    names_something(trace)
        && names_something(parent)
        && flags.is_some_and(|(_, end)| end.is_empty())
}

/// So many hexadecimal digits, and the text behind them.
fn field(text: Option<&str>, length: usize) -> Option<(&str, &str)> {
    let (digits, rest) = text?.split_at_checked(length)?;
    is_hex(digits, length).then_some((digits, rest))
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
