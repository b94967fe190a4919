//! What is kept outlives the version that wrote it.

use shared::brand::Brand;

use super::*;
use crate::driver::DriverName;
use crate::settings::tests::read;

/// As it is written now.
const SESSION: &str = include_str!("golden/session.json");
/// As it is written where it is known who has logged in.
const DRIVER: &str = include_str!("golden/driver.json");
const REVOCATION: &str = include_str!("golden/revocation.json");
/// With none of the fields that may be missing. A field that is added is one of these.
const LEAST: &str = include_str!("golden/least.json");

fn kept(text: &str) -> Stored {
    Stored::read(text.as_bytes()).unwrap()
}

fn session(text: &str) -> Record {
    match kept(text) {
        Stored::Session(record) => *record,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_kept_is_read_and_written_as_it_was() {
    for golden in [SESSION, DRIVER, REVOCATION, LEAST] {
        let written = serde_json::to_string(&kept(golden)).unwrap();
        assert_eq!(written, golden.trim());
    }
}

#[test]
fn the_record_of_a_session_says_the_same_to_every_version() {
    let record = session(SESSION);
    assert_eq!(record.brand, Brand::Peugeot);
    assert_eq!(record.since, 1_795_000_000);
    assert_eq!(record.ends_at, 1_810_552_000);
    assert_eq!(record.last_seen, 1_795_000_600);
    assert_eq!(record.generation, 1);
    assert_eq!(record.issued_at, 1_795_000_780);
    assert_eq!(record.expires_at, 1_795_001_680);
    assert!(record.refreshable);
    let at = 1_795_001_560;
    assert_eq!(
        record.unanswered(),
        Some(PendingRefresh { generation: 1, at })
    );
    assert_eq!(record.asked_at, [1_795_000_780, at, at]);
    let (count, not_before) = (1, at + 5);
    assert_eq!(record.failures, Some(Failures { count, not_before }));
    assert_eq!(record.code, Some(CodeState::Redeemed));
    assert_eq!(kept(SESSION).until(), 1_810_552_000 + 24 * 3600);
}

#[test]
fn the_tokens_of_a_golden_record_open() {
    let settings = read(&[]).unwrap();
    for golden in [SESSION, LEAST] {
        let record = session(golden);
        let context = record.secret_hash.to_text();
        let pair = Pair::open(&settings.seal_keys, &context, &record.sealed.unwrap()).unwrap();
        assert_eq!(pair.access.0.expose_str(), "access-0");
    }
}

#[test]
fn what_was_not_known_when_a_record_was_written_is_not_there() {
    let record = session(LEAST);
    assert_eq!((record.failures, record.code), (None, None));
    assert_eq!(record.driver, None);
}

#[test]
fn who_has_logged_in_is_kept_by_the_name_of_their_object() {
    let driver = session(DRIVER).driver.unwrap();
    let name = DriverName::new("clientsB2CPeugeot", "driver-1");
    assert_eq!((driver.name, driver.auth_time), (name, Some(1_794_999_999)));
}

#[test]
fn a_golden_revocation_is_kept_for_as_long_as_it_says() {
    let Stored::Revocation(left) = kept(REVOCATION) else {
        panic!("{REVOCATION}");
    };
    assert_eq!((left.until, left.attempts), (1_795_086_400, 2));
    let settings = read(&[]).unwrap();
    let slug = left.brand.slug();
    let token = settings
        .seal_keys
        .open(Purpose::Revocation, slug, &left.sealed.unwrap())
        .unwrap();
    assert_eq!(token.expose_str(), "refresh-0");
}
