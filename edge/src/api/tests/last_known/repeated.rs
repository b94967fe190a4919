//! An answer that comes again: the document that was made of it is answered, and it is not read.

use super::*;

#[test]
fn what_comes_again_is_answered_alike_however_it_is_written() {
    let mut browser = logged_in();
    let sent = status_at(5);
    let rewritten = sent.replace("\n", " ");
    let mut answers = [&sent, &sent, &rewritten, &sent].map(|body| {
        let body = body.clone();
        browser.world.serve(move |_| served(200, UPSTREAM, &body));
        browser.call("GET", STATUS).body().clone()
    });
    answers.sort();
    assert_eq!(answers.first(), answers.last());
    assert!(!answers[0].is_empty());
}

/// What cannot be read is logged when an answer is read.
#[test]
fn an_answer_that_comes_again_is_not_read_again_for_ten_minutes() {
    let mut browser = logged_in();
    let begun = browser.world.now.get();
    let sent = r#"{"odometer":{"mileage":"far"},"energies":[{"type":"Fuel","level":7}]}"#;
    for (second, body, readings) in [
        (0, sent.to_owned(), 1),
        (1, sent.to_owned(), 1),
        (599, sent.to_owned(), 1),
        (599, format!("{sent} "), 2),
        (599, sent.to_owned(), 2),
        (600, sent.to_owned(), 3),
        (601, sent.to_owned(), 3),
        (602, sent.replace('7', "8"), 4),
        (603, sent.to_owned(), 5),
    ] {
        browser.world.now.set(begun + second);
        browser.world.serve(move |_| served(200, UPSTREAM, &body));
        assert_eq!(browser.call("GET", STATUS).status(), 200);
        browser.world.hear();
        let log = browser.world.log();
        assert_eq!(log.matches("fields-unread").count(), readings, "{second}");
    }
}
