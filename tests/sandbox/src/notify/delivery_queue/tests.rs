use serde_json::json;

use super::*;
use crate::notify::message::Message;

const HOUR: i64 = 3600 * 1000;

/// A message that is raised so many milliseconds after the world began.
fn delivery(id: u64, raised: i64) -> Delivery {
    let attribute = |part, key: &str| Attribute {
        part,
        key: key.to_owned(),
        value: String::from("x"),
    };
    Delivery {
        id,
        callback: String::from("cb"),
        origin: Origin::Message,
        message: Message {
            raised,
            target: String::from("http://127.0.0.1:1/hooks"),
            body: json!({ "id": id }),
            attributes: vec![
                attribute(Part::Header, "a"),
                attribute(Part::Query, "b"),
                attribute(Part::Body, "c"),
            ],
        },
        ready: raised,
        is_doubled: false,
        attempts: Vec::new(),
        end: None,
    }
}

/// A line whose receiver answers with a status, and what came of it.
struct Scene {
    line: DeliveryQueue,
    faults: HookFaults,
    status: Option<u16>,
    posts: Vec<(i64, Value)>,
    ended: Vec<Delivery>,
}

impl Scene {
    fn new(raised: impl IntoIterator<Item = i64>) -> Self {
        let mut line = DeliveryQueue::default();
        for (id, raised) in (1..).zip(raised) {
            line.push(delivery(id, raised));
        }
        Self {
            line,
            faults: HookFaults::default(),
            status: Some(200),
            posts: Vec::new(),
            ended: Vec::new(),
        }
    }

    /// The clock is moved on to there, with an answer to everything.
    fn until(&mut self, now: i64, status: u16) -> &mut Self {
        self.status = Some(status);
        while let Some(post) = self.line.next(&self.faults, now, &mut self.ended) {
            let body = serde_json::from_slice(&post.body).unwrap_or_default();
            self.posts.push((post.at, body));
            self.line.done(post.at, self.status, now, &mut self.ended);
        }
        self
    }

    fn ends(&self) -> Vec<(u64, DeliveryEnd)> {
        let ended = self.ended.iter();
        ended.map(|it| (it.id, it.end.unwrap())).collect()
    }
}

fn one(id: u64) -> Value {
    json!({ "id": id })
}

fn list(ids: impl IntoIterator<Item = u64>) -> Value {
    Value::from_iter(ids.into_iter().map(one))
}

#[test]
fn a_message_is_posted_alone_with_all_its_attributes_and_taken_once() {
    let mut line = DeliveryQueue::default();
    line.push(delivery(1, 5));
    let faults = HookFaults::default();
    let mut ended = Vec::new();
    assert!(line.next(&faults, 4, &mut ended).is_none());
    let post = line.next(&faults, 5, &mut ended).unwrap();
    assert_eq!(post.attributes.len(), 2);
    // It is not posted a second time meanwhile.
    assert!(line.next(&faults, 9, &mut ended).is_none());
    line.done(5, Some(204), 9, &mut ended);
    assert_eq!(ended[0].end, Some(DeliveryEnd::Taken));
    assert!(line.next(&faults, 9, &mut ended).is_none());
    assert_eq!(line.due(&faults), None);
}

#[test]
fn what_is_not_taken_is_posted_every_ten_seconds_as_a_list_until_nothing_waits() {
    let mut scene = Scene::new([0, 4_000]);
    scene.until(0, 503).until(9_999, 503);
    assert_eq!(scene.posts, [(0, one(1))]);
    scene.until(10_000, 404).until(20_000, 201);
    assert_eq!(
        scene.posts[1..],
        [(10_000, list([1, 2])), (20_000, list([1, 2]))]
    );
    assert_eq!(
        scene.ends(),
        [(1, DeliveryEnd::Taken), (2, DeliveryEnd::Taken)]
    );
    let statuses = scene.ended[0].attempts.iter().map(|it| it.status.unwrap());
    assert_eq!(statuses.collect::<Vec<_>>(), [503, 404, 201]);
    scene.line.push(delivery(3, 21_000));
    scene.until(21_000, 200);
    assert_eq!(scene.posts[3], (21_000, one(3)));
}

#[test]
fn a_clock_that_is_moved_on_posts_once_for_all_tries_that_fail_alike_and_tells_of_each() {
    let mut scene = Scene::new([0, 30 * HOUR]);
    scene.until(0, 503).until(71 * HOUR, 503);
    assert_eq!(scene.posts, [(0, one(1)), (10_000, list([1]))]);
    let tries = |scene: &Scene| -> Vec<i64> {
        let queue = scene.line.queue();
        queue
            .map(|it| it.attempts.iter().map(|attempt| attempt.times).sum())
            .collect()
    };
    // One every ten seconds, both ends counted; the second joins after thirty hours.
    assert_eq!(tries(&scene), [71 * 360 + 1, 41 * 360 + 1]);
    let last = scene
        .line
        .queue()
        .next()
        .unwrap()
        .attempts
        .last()
        .unwrap()
        .last;
    assert_eq!(last, 71 * HOUR);
    scene.until(71 * HOUR + 10_000, 200);
    assert_eq!(scene.posts[2], (71 * HOUR + 10_000, list([1, 2])));
    assert_eq!(
        scene.ends(),
        [(1, DeliveryEnd::Taken), (2, DeliveryEnd::Taken)]
    );
}

#[test]
fn what_is_taken_at_the_first_try_that_was_due_is_taken_at_its_time() {
    let mut scene = Scene::new([0]);
    scene.until(0, 503);
    scene.line.push(delivery(2, HOUR));
    scene.until(71 * HOUR, 200);
    assert_eq!(
        scene.posts,
        [(0, one(1)), (10_000, list([1])), (HOUR, one(2))]
    );
}

#[test]
fn after_three_days_a_message_is_given_up() {
    let mut scene = Scene::new([0, HOUR]);
    scene.until(0, 503).until(72 * HOUR + 5_000, 503);
    assert_eq!(scene.ends(), [(1, DeliveryEnd::Expired)]);
    let tries: i64 = scene.ended[0].attempts.iter().map(|it| it.times).sum();
    assert_eq!(tries, 72 * 360);
    scene.until(74 * HOUR, 200);
    assert_eq!(
        scene.ends(),
        [(1, DeliveryEnd::Expired), (2, DeliveryEnd::Taken)]
    );
}

#[test]
fn a_hundred_that_wait_are_not_kept_waiting_and_no_list_has_more() {
    let mut scene = Scene::new([0]);
    scene.until(0, 503);
    for id in 2..=230 {
        scene.line.push(delivery(id, 1_000));
    }
    scene.until(1_000, 200);
    let bodies: Vec<Value> = scene.posts.iter().map(|(_, body)| body.clone()).collect();
    assert_eq!(
        bodies,
        [one(1), list(1..=100), list(101..=200), list(201..=230)]
    );
    assert!(scene.posts[1..].iter().all(|(at, _)| *at == 1_000));
}

#[test]
fn messages_are_gathered_turned_round_or_posted_as_a_list_on_order() {
    let mut scene = Scene::new([0, 1]);
    scene.faults.reorder = 3;
    scene.until(5, 200);
    assert_eq!(scene.posts, []);
    scene.line.push(delivery(3, 6));
    scene.until(6, 200);
    assert_eq!(scene.posts, [(6, one(3)), (6, one(2)), (6, one(1))]);

    let mut scene = Scene::new([0, 1, 2]);
    scene.faults.batch = 2;
    scene.until(9, 200);
    assert_eq!(scene.posts, [(1, list([1, 2]))]);
    // What is held back goes when nothing is gathered any more.
    scene.faults.batch = 0;
    scene.until(9, 200);
    assert_eq!(scene.posts[1], (2, one(3)));
}

#[test]
fn a_duplicate_follows_what_was_taken() {
    let mut first = delivery(1, 0);
    first.is_doubled = true;
    let mut scene = Scene::new([]);
    scene.line.push(first);
    scene.line.push(delivery(2, 0));
    scene.until(0, 200);
    assert_eq!(scene.posts, [(0, one(1)), (0, one(1)), (0, one(2))]);
    assert_eq!(scene.ended[1].origin, Origin::Duplicate);
}

#[test]
fn what_is_no_message_is_posted_once_and_keeps_nothing_back() {
    let mut scene = Scene::new([]);
    for (id, origin) in [(1, Origin::Garbage), (2, Origin::Message)] {
        scene.line.push(Delivery {
            origin,
            ..delivery(id, 0)
        });
    }
    scene.until(0, 500);
    assert_eq!(scene.posts, [(0, Value::Null), (0, one(2))]);
    assert_eq!(scene.ends(), [(1, DeliveryEnd::Refused)]);
    scene.until(10_000, 200);
    assert_eq!(
        scene.ends(),
        [(1, DeliveryEnd::Refused), (2, DeliveryEnd::Taken)]
    );
}

#[test]
fn who_is_paused_is_posted_nothing_and_then_what_is_left() {
    let mut scene = Scene::new([0]);
    scene.until(0, 503);
    scene.line.pause(true, 5_000);
    scene.until(HOUR, 200);
    assert_eq!(scene.posts.len(), 1);
    scene.line.pause(false, HOUR);
    scene.until(HOUR, 200);
    assert_eq!(scene.posts[1], (HOUR, list([1])));
}
