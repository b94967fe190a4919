//! The query of a request: each parameter is known, and there once.

use shared::operation::{InvalidCall, MAX_QUERY_LENGTH, MAX_VALUE_LENGTH};
use shared::problem::{Code, Problem};

use crate::request::Request;

/// The parameters of a request's query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a raw query. A parameter that is not allowed is refused by its name: a misspelt one
    /// would change nothing, unnoticed. So is one that is there twice.
    pub fn read(query: &str, allowed: &[&str]) -> Result<Self, Problem> {
        let mut known: Vec<(String, String)> = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()).into_owned() {
            if !allowed.contains(&name.as_str()) {
                return Err(unknown(&name, allowed));
            }
            if known.iter().any(|(other, _)| *other == name) {
                return Err(invalid(&name, format!("{name} is there twice")));
            }
            known.push((name, value));
        }
        Ok(Self(known))
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(other, _)| other == name)?;
        Some(value)
    }

    /// The name of a parameter beside this one, if there is any.
    pub fn beside(&self, name: &str) -> Option<&str> {
        let (other, _) = self.0.iter().find(|(other, _)| other != name)?;
        Some(other)
    }

    /// The parameters as a raw query, written anew.
    pub fn to_query(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.0)
            .finish()
    }
}

/// Refuses any query parameter.
pub fn refuse_any(request: &Request) -> Result<(), Problem> {
    Query::read(&request.query, &[]).map(|_| ())
}

/// The problem that a parameter is none of those that are allowed.
pub fn unknown(name: &str, allowed: &[&str]) -> Problem {
    let detail = match allowed {
        [] => "this address takes no parameters".to_owned(),
        allowed => format!("this address takes {}", allowed.join(", ")),
    };
    invalid(name, detail)
}

/// The problem that a parameter cannot be sent on.
pub fn unsendable(name: &str, reason: &InvalidCall) -> Problem {
    let detail = match reason {
        InvalidCall::Length => format!("a query has at most {MAX_QUERY_LENGTH} bytes, encoded"),
        _ => format!(
            "a value is UTF-8 of at most {MAX_VALUE_LENGTH} bytes, without control characters"
        ),
    };
    invalid(name, detail)
}

/// The problem that a parameter cannot be used: `invalid-parameter`, with its name.
pub fn invalid(name: &str, detail: impl Into<String>) -> Problem {
    Problem::new(Code::InvalidParameter)
        .with_parameter(name)
        .with_detail(detail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::refused;

    #[test]
    fn a_parameter_is_known_and_there_once() {
        let read = |query| Query::read(query, &["limit", "cursor"]);
        let query = read("cursor=a%20b&limit=3").unwrap();
        assert_eq!(query.get("limit"), Some("3"));
        assert_eq!(query.get("from"), None);
        assert_eq!(query.beside("cursor"), Some("limit"));
        let again = query.to_query();
        assert_eq!(read(&again), Ok(query));
        for (query, name) in [
            ("Limit=3", "Limit"),
            ("limit=3&limit=3", "limit"),
            ("&x", "x"),
        ] {
            assert_eq!(refused(read(query)), name, "{query}");
        }
    }
}
