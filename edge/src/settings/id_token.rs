//! `ACCEPTED_ISSUERS` and `IDP_JWKS_URL`: how id_tokens are checked beyond their claims.

use super::form;

/// How the id_tokens of a brand are checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdTokens {
    /// Issuers that count as the brand's besides its identity provider, in the form that
    /// [`address`] gives them.
    pub accepted_issuers: Vec<String>,
    /// Where the keys of their signatures are. Without it the TLS connection that they come over
    /// vouches for them.
    pub jwks_url: Option<String>,
}

/// The address of something at an identity provider, as an issuer is compared with it: its host
/// in lower case, without a default port or a slash at the end.
pub(super) fn address(text: &str) -> Result<String, String> {
    const FORM: &str = "https://host/path, with {tld} where the brand's domain goes";
    let (origin, path) = form::address(text, FORM)?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-' | b'_');
    if !path.bytes().all(plain) {
        return Err(FORM.to_owned());
    }
    Ok(format!("{origin}{path}").trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_compared_without_what_makes_no_difference() {
        for text in [
            "https://IDPCVS.citroen.com:443/am/oauth2/",
            "https://idpcvs.citroen.com/am/oauth2",
        ] {
            let address = address(text);
            assert_eq!(address.unwrap(), "https://idpcvs.citroen.com/am/oauth2");
        }
        for text in ["https://sso.test", "https://sso.test/"] {
            assert_eq!(address(text).unwrap(), "https://sso.test");
        }
        let plain = crate::origin::InvalidOrigin::Plain.to_string();
        for (text, told) in [
            ("idpcvs.citroen.com", "https://host/path, with {tld}"),
            ("http://a.test/am", plain.as_str()),
            ("https://a/b?c", "https://host/path, with {tld}"),
            ("", "https://host/path, with {tld}"),
        ] {
            let error = address(text).unwrap_err();
            assert!(error.starts_with(told), "{text}: {error}");
        }
    }
}
