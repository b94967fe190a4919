//! The bodies of notifications, which anybody may send who knows or makes up an address.

mod stage;

use edge::hook;
use edge::request::{Body, Request};

pub use stage::Stage;

/// Delivers a body to a driver's address as the edge does, first with a made-up secret, then with the
/// one that the manufacturer has, twice. `WITNESS` and `COMMAND` in it stand for what only the
/// manufacturer knows. The answer is 200 or 500; a stranger's leaves nothing behind, nor does one
/// without the witness; the second time nothing is new. Whether anything was.
pub fn read(bytes: &[u8]) -> bool {
    let stage = Stage::shared();
    let body = stage.filled_in(bytes);
    let before = stage.kept();
    deliver(&stage, stage.other_secret(), &body);
    assert_eq!(stage.kept(), before, "of a stranger");
    deliver(&stage, stage.secret(), &body);
    let after = stage.kept();
    let is_new = after != before;
    assert!(!is_new || stage.has_witness(&body), "without the witness");
    let status = deliver(&stage, stage.secret(), &body);
    assert!(status != 200 || stage.kept() == after, "the second time");
    stage.reset(before);
    is_new
}

fn deliver(stage: &Stage, secret: &str, body: &[u8]) -> u16 {
    let request = Request {
        method: "POST".to_owned(),
        path: format!("/hooks/v1/{}/{secret}", stage.object()),
        body: Body::Whole(body.to_vec()),
        ..Request::default()
    };
    let answered = stage.soon(hook::receive(
        stage,
        &request,
        "0b7e4f0c5a1d4e0f9c7d2b6a8e3f1c55",
    ));
    let status = match answered {
        Ok(response) => response.status().as_u16(),
        Err(problem) => problem.status(),
    };
    assert!([200, 500].contains(&status), "{status}");
    stage.check_log();
    status
}
