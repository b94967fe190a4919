//! Settings that are complete, missing or malformed.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::*;

pub(crate) const COMPLETE: &[(&str, &str)] = &[
    ("PUBLIC_ORIGIN", "https://edge.test"),
    ("ALLOWED_ORIGINS", "https://front.test"),
    (
        "APPS",
        r#"[
            {"id": "phone", "name": "Phone", "kind": "app",
             "redirectUris": ["com.example.app:/callback", "http://127.0.0.1/callback"]},
            {"id": "tablet", "name": "Tablet", "kind": "app",
             "redirectUris": ["https://tablet.test/callback?x=1"]},
            {"id": "other", "name": "Other", "kind": "page",
             "origin": "https://other.test", "redirectUris": ["https://other.test/callback"]},
            {"id": "third", "name": "Third", "kind": "page",
             "origin": "https://third.test", "redirectUris": ["https://third.test/"]}
        ]"#,
    ),
    ("CLIENT_ID", "app"),
    ("CLIENT_SECRET", "app-secret"),
    // Most tests are about the session object, which is asked every time.
    ("TOKEN_MEMORY_SECONDS", "0"),
    // Without openid: the identity providers of most tests give no id_token.
    ("SCOPES", "profile"),
    ("RELAY_URL", "https://relay.test https://relay-2.test"),
    (
        "RELAY_KEY",
        "edge-1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    ),
    (
        "SEAL_KEYS",
        "s1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    ),
];

/// A key of an owner's.
pub(crate) const OWNER_KEY: &str = "000102030405060708090a0b0c0d0e0f";

/// What is set besides where commands are sent. A page that is listed may act, and of the clients
/// one app and one page.
pub(crate) const ACTING: &[(&str, &str)] = &[
    (
        "ACTIONS",
        "lock unlock horn lights wake-up climate charging navigation rules",
    ),
    ("ACTION_ORIGINS", "https://front.test"),
    (
        "APPS",
        r#"[
            {"id": "phone", "name": "Phone", "kind": "app", "actions": ["lock", "unlock"],
             "redirectUris": ["com.example.app:/callback"]},
            {"id": "tablet", "name": "Tablet", "kind": "app",
             "redirectUris": ["https://tablet.test/callback?x=1"]},
            {"id": "watch", "name": "Watch", "kind": "app", "actions": ["rules"],
             "redirectUris": ["com.example.watch:/callback"]},
            {"id": "other", "name": "Other", "kind": "page", "actions": ["lock", "unlock"],
             "origin": "https://other.test", "redirectUris": ["https://other.test/callback"]},
            {"id": "third", "name": "Third", "kind": "page",
             "origin": "https://third.test", "redirectUris": ["https://third.test/"]}
        ]"#,
    ),
    (
        "RELAY_WRITE_KEY",
        "edge-write-1:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
    ),
    (
        "SCOPES",
        "openid profile data:telemetry data:position data:trip data:alert \
         remote:door:write remote:horn:write remote:lights:write remote:wakeup:write \
         remote:preconditioning:write remote:charging:write remote:navigation:write",
    ),
];

pub(crate) fn read(changes: &[(&str, &str)]) -> Result<Settings, Faults> {
    Settings::read(|name| {
        changes
            .iter()
            .chain(COMPLETE)
            .find(|(key, _)| *key == name)
            .map(|(_, value)| (*value).to_owned())
    })
}

#[test]
fn a_complete_set_offers_all_brands_at_their_own_hosts() {
    let settings = read(&[]).unwrap();
    assert_eq!(settings.brands.len(), Brand::ALL.len());
    let ds = settings.brand(Brand::Ds).unwrap();
    assert_eq!(ds.idp_base, "https://idpcvs.driveds.com/am/oauth2");
    assert_eq!(ds.realm, "clientsB2CDS");
    assert_eq!(settings.redirect_uri(), "https://edge.test/auth/callback");
}

#[test]
fn a_token_is_remembered_unless_that_is_switched_off() {
    let remembered = |text| {
        let settings = read(&[("TOKEN_MEMORY_SECONDS", text)]);
        settings.unwrap().token_memory
    };
    assert_eq!(
        (remembered(""), remembered("3"), remembered("0")),
        (5, 3, 0)
    );
}

#[test]
fn a_brand_may_have_settings_of_its_own() {
    let settings = read(&[
        ("BRANDS", "Peugeot, citroën"),
        ("CLIENT_ID_CITROEN", "other"),
        ("REALM_PEUGEOT", "clientsB2CPeugot/OTPPeugeot"),
        ("IDP_BASE", "http://127.0.0.1:9200/{tld}/am/oauth2/"),
        (
            "IDP_BASE_CITROEN",
            "https://IDPCVS.citroen.com:443/am/oauth2",
        ),
    ])
    .unwrap();
    let peugeot = settings.brand(Brand::Peugeot).unwrap();
    assert_eq!(peugeot.realm, "clientsB2CPeugot/OTPPeugeot");
    assert_eq!(peugeot.client_id, "app");
    assert_eq!(
        peugeot.idp_base,
        "http://127.0.0.1:9200/peugeot.com/am/oauth2"
    );
    let citroen = settings.brand(Brand::Citroen).unwrap();
    assert_eq!(citroen.client_id, "other");
    assert_eq!(citroen.idp_base, "https://idpcvs.citroen.com/am/oauth2");
    assert!(settings.brand(Brand::Opel).is_none());
}

#[test]
fn passwords_are_taken_for_the_brands_that_are_named_and_no_other() {
    let offered = |name: &str, value: &str| {
        let base = "https://idpcvs-preprod.{tld}/am/oauth2";
        let settings = read(&[("IDP_BASE", base), (name, value)]).unwrap();
        let brands = settings.brands.into_iter();
        let taken = brands.filter(|brand| brand.password_grant);
        taken.map(|settings| settings.brand).collect::<Vec<_>>()
    };
    assert_eq!(offered("OWNER_KEY", ""), []);
    let named = offered("PASSWORD_GRANT_BRANDS", "citroen ds");
    assert_eq!(named, [Brand::Citroen, Brand::Ds]);
    let of_production = read(&[
        ("BRANDS", "peugeot"),
        ("IDP_BASE", "https://idpcvs-preprod.{tld}/am/oauth2"),
        ("PASSWORD_GRANT_BRANDS", "peugeot opel"),
    ]);
    let faults = of_production.unwrap_err();
    assert_eq!(faults.0.len(), 1, "opel is not on offer: {faults}");
    assert_eq!(faults.0[0].setting, "PASSWORD_GRANT_BRANDS");
    let incomplete = read(&[
        ("IDP_BASE", "https://idpcvs-preprod.{tld}/am/oauth2"),
        ("PASSWORD_GRANT_BRANDS", "peugeot"),
        ("CLIENT_ID", ""),
    ]);
    let faults = incomplete.unwrap_err();
    assert_eq!(faults.0.len(), 1, "{faults}");
    assert_eq!(faults.0[0].setting, "CLIENT_ID");
}

#[test]
fn everything_that_is_missing_is_named_at_once_and_once() {
    let faults = Settings::read(|_| None).unwrap_err();
    let names: Vec<_> = faults
        .0
        .iter()
        .map(|fault| fault.setting.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "PUBLIC_ORIGIN",
            "RELAY_URL",
            "RELAY_KEY",
            "SEAL_KEYS",
            "CLIENT_ID",
            "CLIENT_SECRET"
        ]
    );
}

#[test]
fn scopes_with_commas_between_are_refused_and_the_setting_is_named() {
    for name in ["SCOPES", "SCOPES_DS"] {
        let faults = read(&[(name, "openid,profile")]).unwrap_err();
        assert_eq!(
            faults.to_string(),
            format!("{name}: needs spaces between scopes, not commas")
        );
    }
}

#[test]
fn what_a_car_is_able_to_is_asked_by_nobody_the_owner_or_everyone() {
    for (text, expected) in [
        ("", Eligibility::Off),
        ("owner", Eligibility::Owner),
        ("public", Eligibility::Public),
    ] {
        let settings = read(&[("ELIGIBILITY", text), ("OWNER_KEY", OWNER_KEY)]).unwrap();
        assert_eq!(settings.eligibility, expected, "{text}");
    }
    assert_eq!(read(&[]).unwrap().eligibility, Eligibility::Off);
    for text in ["owner", "on", "Owner", "owner public"] {
        let faults = read(&[("ELIGIBILITY", text)]).unwrap_err();
        assert_eq!(faults.0[0].setting, "ELIGIBILITY", "{text}");
    }
}

#[test]
fn an_owners_key_is_random_bytes_and_the_fault_says_how_to_make_one() {
    for key in [
        "000102030405060708090a0b0c0d0e0f",
        "000102030405060708090A0B0C0D0E0F",
        "AAECAwQFBgcICQoLDA0ODw",
        "AAECAwQFBgcICQoLDA0ODw==",
        "-_-_AQIDBAUGBwgJCgsMDQ4P",
    ] {
        let settings = read(&[("OWNER_KEY", key)]).unwrap();
        assert_eq!(settings.owner_key, Some(Secret::from(key)));
    }
    let faults = read(&[("OWNER_KEY", "aaaaaaaaaaaaaaaa")]).unwrap_err();
    assert!(faults.to_string().contains("openssl rand -hex 32"));
}

/// What no text of ours has that is put into a page.
const SIGNS: [char; 4] = ['<', '>', '&', '"'];

#[test]
fn what_is_malformed_is_named_and_its_value_is_not_shown() {
    for (name, value) in [
        ("PUBLIC_ORIGIN", "http://edge.example"),
        ("PUBLIC_ORIGIN", "https://edge.example/path"),
        ("ALLOWED_ORIGINS", "https://front.test *"),
        ("APPS", "[{}]"),
        ("BRANDS", "peugeot fiat"),
        ("IDP_BASE", "https://idpcvs.{tld}/am?x"),
        ("IDP_BASE_OPEL", "http://idpcvs.opel.com/am/oauth2"),
        ("REALM", "clientsB2CPeugeot"),
        ("REALM_DS", "a b"),
        (
            "RELAY_URL",
            "https://a https://b https://c https://d https://e",
        ),
        ("RELAY_KEY", "edge-1:c2hvcnQ="),
        ("RELAY_KEY", "no-colon-secret"),
        ("SEAL_KEYS", "s1:c2hvcnQ="),
        ("SESSION_IDLE_DAYS", "0.5"),
        ("SESSION_MAX_DAYS", "401"),
        ("TOKEN_MEMORY_SECONDS", "6"),
        ("ACCEPTED_ISSUERS", "https://idpcvs.{tld}/am?x"),
        (
            "IDP_JWKS_URL",
            "http://idpcvs.{tld}/am/oauth2/connect/jwk_uri",
        ),
        ("PASSWORD_GRANT_BRANDS", "fiat"),
        ("PASSWORD_GRANT_BRANDS", "citroen"),
        ("MAP_TILES", "https://tile.test/{z}/{x}.png"),
        ("MAP_ATTRIBUTION", "<b>tiles</b>"),
        ("PICTURE_ORIGINS", "https://pictures.test/cars"),
        ("OWNER_KEY", "short"),
        ("OWNER_KEY", "aaaaaaaaaaaaaaaa"),
        ("OWNER_KEY", "0123456789abcdef0123456789abcde"),
        ("OWNER_KEY", "00010203040506060001020304050606"),
        ("OWNER_KEY", "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE"),
        ("OWNER_KEY", "the owner's very own key"),
    ] {
        let faults = read(&[(name, value)]).unwrap_err();
        assert_eq!(faults.0[0].setting, name, "{value}");
        assert!(!faults.to_string().contains(value), "{value}");
        // It is put into a page as it is.
        assert!(!faults.to_string().contains(SIGNS), "{faults}");
    }
}

#[test]
fn what_has_no_text_is_named_once_and_never_counts_as_unset() {
    for name in [
        "PUBLIC_ORIGIN",
        "SESSION_MAX_DAYS",
        "LAST_STATE",
        "MAP_ATTRIBUTION",
        "OWNER_KEY",
        "SCOPES",
        "SCOPES_OPEL",
    ] {
        let faults = read(&[(name, "\0")]).unwrap_err();
        let expected = format!("{name}: is a table or a binding, and not a text");
        assert_eq!(faults.to_string(), expected);
    }
}

/// A setting's name without the brand that it is of.
fn of_any_brand(name: &str) -> String {
    let endings = Brand::ALL.map(|brand| format!("_{}", brand.slug().to_ascii_uppercase()));
    let mut bases = endings
        .iter()
        .filter_map(|it| name.strip_suffix(it.as_str()));
    bases.next().unwrap_or(name).to_owned()
}

/// The settings that are read, without brands.
fn names_read() -> BTreeSet<String> {
    let read = RefCell::new(BTreeSet::new());
    Settings::read(|name| {
        read.borrow_mut().insert(of_any_brand(name));
        let mut complete = COMPLETE.iter();
        complete
            .find(|(it, _)| *it == name)
            .map(|(_, it)| (*it).to_owned())
    })
    .unwrap();
    read.into_inner()
}

fn is_name(name: &str) -> bool {
    let mut letters = name.bytes();
    !name.is_empty() && letters.all(|it| it.is_ascii_uppercase() || it == b'_')
}

#[test]
fn wrangler_toml_explains_each_setting_that_is_read_and_no_other() {
    let (_, section) = include_str!("../../../wrangler.toml")
        .split_once("\n# Settings. ")
        .unwrap();
    let explained = section.lines().flat_map(|line| {
        // One that is secret begins a line of the list of those, indented.
        let names = match line.strip_prefix("#   ") {
            Some(secrets) => secrets.split("  ").next(),
            None => line
                .trim_start_matches("# ")
                .split_once(" = ")
                .map(|it| it.0),
        };
        names.into_iter().flat_map(|names| names.split(", "))
    });
    let explained: BTreeSet<_> = explained
        .filter(|name| is_name(name))
        .map(of_any_brand)
        .collect();
    assert_eq!(names_read(), explained);
}

#[test]
fn the_table_of_settings_has_each_that_is_read_and_no_other() {
    let (_, section) = include_str!("../../../docs/operations.md")
        .split_once("\n## The edge's settings\n")
        .unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| "));
    let cells = rows.filter_map(|row| row.split(" | ").next());
    let names = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let named: BTreeSet<_> = names.filter(|it| is_name(it)).map(of_any_brand).collect();
    assert_eq!(names_read(), named);
}
