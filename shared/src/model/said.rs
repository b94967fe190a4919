//! Text that says something.

/// Text that says something: upstream sends the empty string where it knows nothing.
pub(super) fn said(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}
