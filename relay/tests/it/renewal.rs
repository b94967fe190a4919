//! What a renewal of the identity leaves as it was, and what it begins anew.

use relay::upstream::FailureKind;

use crate::support::half::{Half, user, vehicles};
use crate::support::upstream::{Reply, json};

#[test]
fn a_renewal_keeps_what_is_held_and_begins_connections_and_sessions_anew() {
    let mut half = Half::new(|_| json("200 OK", "{}"));
    let old = half.begin();
    assert_eq!(half.call(&old, &user()), Ok(200));
    let new = half.renew(&old);
    drop(old);
    assert_eq!(half.call(&new, &user()), Ok(200));
    assert_eq!(half.upstream.seen().len(), 1);
    assert_eq!(half.call(&new, &vehicles()), Ok(200));
    // A resumed session would go on in the name of the old certificate.
    assert_eq!(
        (half.upstream.handshakes(), half.upstream.resumed()),
        (2, 0)
    );
    let metrics = half.metrics();
    let open = "upstream_connections{identity=\"test\",state=\"open\"} 1\n";
    assert!(metrics.contains(open), "{metrics}");
}

#[test]
fn a_renewal_keeps_to_the_upstreams_rate_limit() {
    let mut half = Half::new(|_| {
        Reply::Whole(
            "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 600\r\nContent-Length: 0\r\n\r\n"
                .to_owned(),
        )
    });
    let old = half.begin();
    assert_eq!(half.call(&old, &user()), Ok(429));
    let new = half.renew(&old);
    assert_eq!(half.call(&new, &user()), Err(FailureKind::RateLimited));
    assert_eq!(half.upstream.seen().len(), 1);
}
