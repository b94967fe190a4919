//! What fails over HTTP/2 is the same problem, and counted and logged under the same name, as over
//! HTTP/1.1.

use std::io::Write as _;

use crate::support::authority::Authority;
use crate::support::failed::{Failed, PROSE, call};
use crate::support::frames::{HEAD, INTERIM, body, hear_out, upstream};
use crate::support::relay::Folder;
use crate::support::upstream::Tls;

/// A call that is answered by what this writes, and then by the end of the connection.
fn answered(
    settings: &[(&str, &str)],
    answer: impl Fn(&mut Tls) + Clone + Send + Sync + 'static,
) -> Failed {
    let authority = Authority::new("CA");
    let upstream = upstream(&authority, move |_, tls| answer(tls));
    let folder = Folder::new(&authority, &authority.client());
    call(&folder, upstream.port, settings)
}

#[test]
fn an_upstream_that_stalls_before_the_head_or_within_the_body_is_not_waited_for_to_the_end() {
    answered(&[("RELAY_UPSTREAM_HEAD_TIMEOUT", "1")], hear_out).is(
        "upstream-timeout",
        "failed",
        "head-timeout",
        "no head within 1 s",
    );
    answered(&[("RELAY_UPSTREAM_BODY_TIMEOUT", "1")], |tls| {
        tls.write_all(&[HEAD, &body("{", false)].concat()).unwrap();
        hear_out(tls);
    })
    .is(
        "upstream-timeout",
        "failed",
        "body-timeout",
        "no more of the body within 1 s",
    );
}

#[test]
fn half_an_answer_is_none() {
    answered(&[], |tls| {
        let frames = [HEAD, &body(PROSE, false)].concat();
        tls.write_all(&frames).unwrap();
    })
    .is("upstream-broken", "failed", "truncated", "");
    answered(&[], |_| {}).is("upstream-broken", "failed", "broken", "");
}

#[test]
fn an_answer_over_the_cap_is_too_large() {
    answered(&[("RELAY_UPSTREAM_MAX_RESPONSE_BYTES", "1000")], |tls| {
        let frames = [HEAD, &body(&"a".repeat(1001), true)].concat();
        tls.write_all(&frames).unwrap();
        hear_out(tls);
    })
    .is("upstream-too-large", "failed", "too-large", "1000 bytes");
}

#[test]
fn interim_answers_without_an_end_are_waited_out_as_silence_is() {
    answered(&[("RELAY_UPSTREAM_HEAD_TIMEOUT", "1")], |tls| {
        let many = INTERIM.repeat(1000);
        while tls.write_all(&many).is_ok() {}
    })
    .is(
        "upstream-timeout",
        "failed",
        "head-timeout",
        "no head within 1 s",
    );
}
