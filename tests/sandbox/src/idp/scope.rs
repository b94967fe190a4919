//! The scopes that may be asked for: OpenID Connect's, and those of the manufacturer's reference.

const KNOWN: &[&str] = &[
    "openid",
    "profile",
    "email",
    "data:telemetry",
    "data:position",
    "data:trip",
    "data:alert",
    "data:collision",
    "data:vehicle:devices:pnc",
    "remote:door:write",
    "remote:preconditioning:write",
    "remote:horn:write",
    "remote:charging:write",
    "remote:lights:write",
    "remote:wakeup:write",
    "remote:navigation:write",
];

/// Whether a space-separated list names at least one scope, and only known ones.
pub(crate) fn known(list: &str) -> bool {
    !list.is_empty() && list.split(' ').all(|scope| KNOWN.contains(&scope))
}

/// Whether a list asks for an id_token.
pub(crate) fn wants_id_token(list: &str) -> bool {
    list.split(' ').any(|scope| scope == "openid")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_separated_by_spaces_and_holds_known_scopes() {
        assert!(known("openid profile"));
        assert!(known("openid data:trip remote:door:write"));
        for bad in ["", "openid,profile", "openid admin", "openid  profile"] {
            assert!(!known(bad), "{bad}");
        }
    }
}
