//! The parameters of a request to the authorization server. Those it does not know are ignored,
//! none may be there twice, and an empty one is none (RFC 6749 section 3.1).

use http::header::CONTENT_TYPE;
use shared::problem::Code;

use super::error::OAuthError;
use crate::request::Request;
use crate::settings::Settings;
use crate::settings::clients::Client;

const FORM: &str = "application/x-www-form-urlencoded";

/// The parameters of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OAuthParameters(Vec<(String, String)>);

impl OAuthParameters {
    /// Those of the query.
    pub fn of_query(request: &Request) -> Self {
        Self::read(request.query.as_bytes())
    }

    /// Those of a form. The query does not count: addresses are written to logs.
    pub fn of_body(request: &Request) -> Result<Self, OAuthError> {
        let body = request.body();
        let body = body.map_err(|code| OAuthError::new("invalid_request", code))?;
        let media_type = request.header(CONTENT_TYPE.as_str()).unwrap_or_default();
        let media_type = media_type.split(';').next().unwrap_or_default();
        if !media_type.trim().eq_ignore_ascii_case(FORM) {
            return Err(OAuthError::parameter("content-type", &format!("is {FORM}")));
        }
        Ok(Self::read(body))
    }

    fn read(text: &[u8]) -> Self {
        Self(form_urlencoded::parse(text).into_owned().collect())
    }

    /// A parameter that may be there.
    pub fn get(&self, name: &str) -> Result<Option<&str>, OAuthError> {
        let mut values = self.0.iter().filter(|(other, _)| other == name);
        let value = values.next().map(|(_, value)| value.as_str());
        match values.next() {
            None => Ok(value.filter(|value| !value.is_empty())),
            Some(_) => Err(OAuthError::parameter(name, "is there twice")),
        }
    }

    /// A parameter that has to be there.
    pub fn require(&self, name: &str) -> Result<&str, OAuthError> {
        self.get(name)?
            .ok_or_else(|| OAuthError::parameter(name, "is missing"))
    }

    /// The client that asks.
    pub fn client<'a>(&self, settings: &'a Settings) -> Result<&'a Client, OAuthError> {
        settings
            .client(self.require("client_id")?)
            .ok_or_else(|| OAuthError::new("invalid_client", Code::UnknownClient))
    }
}
