//! Names and values in form encoding: a query, or the body of a form.

use http_body_util::{BodyExt as _, Limited};
use hyper::body::{Bytes, Incoming};

/// The most a request body may be: far over what any of the sandbox's clients sends.
const BODY_LIMIT: usize = 64 * 1024;

/// Decoded names and values, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

/// A name that may come once came twice.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
#[error("a parameter is repeated")]
pub(crate) struct Repeated;

/// A request body that can't be had.
#[derive(Debug, thiserror::Error)]
#[error("the request body is too long or was cut off")]
pub(crate) struct Unreadable;

impl Fields {
    /// Decodes `text`. Anything decodes to something.
    pub(crate) fn parse(text: &[u8]) -> Self {
        Self(form_urlencoded::parse(text).into_owned().collect())
    }

    /// The query of `uri`.
    pub(crate) fn of_query(uri: &hyper::Uri) -> Self {
        Self::parse(uri.query().unwrap_or_default().as_bytes())
    }

    /// The value of a name that may come once at most.
    pub(crate) fn once(&self, name: &str) -> Result<Option<&str>, Repeated> {
        let mut values = self.all(name);
        let first = values.next();
        match values.next() {
            None => Ok(first),
            Some(_) => Err(Repeated),
        }
    }

    /// Every value of a name.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.pairs()
            .filter(move |(of, _)| *of == name)
            .map(|(_, value)| value)
    }

    /// Every name with its value.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// The whole of a request's body.
pub(crate) async fn read_body(body: Incoming) -> Result<Bytes, Unreadable> {
    match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(_) => Err(Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_name_is_not_silently_one_of_its_values() {
        let fields = Fields::parse(b"a=1&b=x+y%C3%AB&a=2");
        assert_eq!(fields.once("a"), Err(Repeated));
        assert_eq!(fields.once("b"), Ok(Some("x yë")));
        assert_eq!(fields.once("c"), Ok(None));
        assert_eq!(fields.all("a").collect::<Vec<_>>(), ["1", "2"]);
    }
}
