//! `PASSWORD_GRANT_BRANDS`: the brands whose drivers may log in by password, in preproduction.

/// What the setting should name.
pub(super) const EXPECTED: &str = "brands on offer whose IDP_BASE is this machine or begins with \
     https://idpcvs-preprod.: in production no password is typed here";
const PREPRODUCTION: &str = "idpcvs-preprod.";
const LOOPBACKS: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Whether passwords may be sent to this identity provider.
pub(super) fn is_allowed_at(idp_base: &str) -> bool {
    host(idp_base).is_some_and(|host| host.starts_with(PREPRODUCTION) || LOOPBACKS.contains(&host))
}

/// The host of an address whose authority is well formed and without a default port.
fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let authority = rest.split('/').next()?;
    match authority.split_once(']') {
        // The brackets are the host's.
        Some((before, _)) => authority.get(..=before.len()),
        None => authority.split(':').next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_goes_to_preproduction_or_this_machine_only() {
        for base in [
            "https://idpcvs-preprod.citroen.com/am/oauth2",
            "http://127.0.0.1:9200/peugeot.com/am/oauth2",
            "http://localhost/am/oauth2",
            "http://[::1]:9200/am/oauth2",
        ] {
            assert!(is_allowed_at(base), "{base}");
        }
        for base in [
            "https://idpcvs.citroen.com/am/oauth2",
            "https://evil.test/idpcvs-preprod.citroen.com/am",
            "https://127.0.0.1.evil.test/am/oauth2",
            "https://x.idpcvs-preprod.citroen.com/am/oauth2",
            "",
        ] {
            assert!(!is_allowed_at(base), "{base}");
        }
    }
}
