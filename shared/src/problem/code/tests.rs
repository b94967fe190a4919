use super::*;

#[test]
fn slugs_are_unique_and_fit_for_a_url() {
    for (n, code) in Code::ALL.into_iter().enumerate() {
        assert_eq!(code.slug().parse(), Ok(code));
        assert!(
            code.slug()
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b == b'-')
        );
        assert!(
            Code::ALL
                .iter()
                .skip(n + 1)
                .all(|other| other.slug() != code.slug())
        );
    }
}

#[test]
fn a_problem_is_a_client_or_server_error_with_a_title() {
    for code in Code::ALL {
        assert!((400..600).contains(&code.status()), "{code}");
        assert!(!code.title().ends_with('.'), "{code}");
    }
}

#[test]
fn somebody_can_do_something_about_every_problem() {
    for code in Code::ALL {
        let mut advice = [code.for_driver(), code.for_developer(), code.for_owner()].to_vec();
        advice.retain(|text| !text.is_empty());
        assert!(!advice.is_empty(), "{code}");
        for text in advice {
            assert!(text.ends_with(['.', '…']), "{code}: {text}");
        }
    }
}

#[test]
fn a_failure_of_the_service_can_be_looked_into_by_its_owner() {
    for code in Code::ALL.into_iter().filter(|code| code.status() >= 500) {
        assert!(!code.for_owner().is_empty(), "{code}");
    }
}

#[test]
fn a_developer_is_told_what_of_a_call_a_problem_is_about() {
    for (code, told) in [
        (Code::NotSupportedByVehicle, "without"),
        (Code::Internal, "the same Idempotency-Key"),
    ] {
        assert!(code.for_developer().contains(told), "{code}: {told}");
    }
}

#[test]
fn an_owner_is_told_each_setting_that_a_problem_comes_from() {
    for (code, settings) in [
        (
            Code::ActionNotAllowed,
            &[
                "ACTIONS",
                "allow",
                "hooks",
                "PUBLIC_ORIGIN",
                "ACTION_ORIGINS",
                "APPS",
            ][..],
        ),
        (Code::OriginNotAllowed, &["ALLOWED_ORIGINS", "APPS"]),
        (Code::NotFound, &["OWNER_KEY"]),
        (
            Code::EligibilityOff,
            &["ELIGIBILITY", "eligibility", "OWNER_KEY"],
        ),
        (
            Code::NoWriter,
            &["[writes]", "RELAY_URL", "RELAY_WRITE_KEY"],
        ),
    ] {
        for setting in settings {
            assert!(code.for_owner().contains(setting), "{code}: {setting}");
        }
    }
}
