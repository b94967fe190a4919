//! Nothing is sent twice, whoever presses again, and however often.

use futures_util::future::join_all;
use serde_json::json;

use super::ordering::{Ordering, key, lock, states, taken};
use crate::running::{CAMILLE, logged_in, problem};

#[tokio::test]
async fn a_repeat_with_the_same_key_is_the_same_command() {
    let it = Ordering::at_once(CAMILLE).await;
    it.unlocked().await;
    let key = key();
    let first = taken(&it.send(&key, &lock()).await);
    let done = it.end(&first).await;
    for _ in 0..3 {
        let repeat = taken(&it.send(&key, &lock()).await);
        assert_eq!(repeat, done);
    }
    assert_eq!(it.actions().await.len(), 1);
}

#[tokio::test]
async fn repeats_at_once_join_the_one_that_is_under_way() {
    let it = Ordering::at_once(CAMILLE).await;
    it.unlocked().await;
    it.fault("late-answer", 1000).await;
    let key = key();
    let answers = join_all((0..6).map(|_| {
        let (it, key) = (&it, &key);
        async move { it.send(key, &lock()).await }
    }));
    let answers = answers.await;
    let ids: Vec<_> = answers.iter().map(|it| taken(it)["id"].clone()).collect();
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(it.actions().await.len(), 1);
}

#[tokio::test]
async fn of_two_tabs_at_once_one_sends_and_the_other_is_told_so() {
    let it = Ordering::at_once(CAMILLE).await;
    it.remotes(json!({ "outcome": "SentToVehicle" })).await;
    it.unlocked().await;
    // Another browser of the same driver is no other driver.
    let other = logged_in(&it.chain, CAMILLE).await;
    let (keys, path, lock) = ([key(), key(), key()], it.path(), lock());
    let (one, two, three) = tokio::join!(
        it.driver.command(&path, &keys[0], &lock),
        it.driver.command(&path, &keys[1], &lock),
        other.command(&path, &keys[2], &lock),
    );
    let answers = [one, two, three].map(Result::unwrap);
    let (sent, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|it| it.status == 202);
    assert_eq!(sent.len(), 1);
    for answer in refused {
        problem(answer, 409, "command-in-progress");
    }
    assert_eq!(it.actions().await.len(), 1);
    // It is there for both, and another kind of command is in nobody's way.
    let list = other.call(&path).await.unwrap().json();
    assert_eq!(list["items"][0]["id"], taken(sent[0])["id"]);
    taken(&it.send(&key(), &json!({"type": "horn", "on": true})).await);
}

#[tokio::test]
async fn a_command_whose_page_leaves_is_sent_and_told_of() {
    let it = Ordering::at_once(CAMILLE).await;
    it.unlocked().await;
    it.fault("late-answer", 5000).await;
    let key = key();
    let lock = lock();
    tokio::select! {
        answer = it.send(&key, &lock) => panic!("it was to come late: {}", answer.body),
        () = it.until_taken(1) => {}
    }
    let list = it.driver.call(&it.path()).await.unwrap().json();
    let done = it.end(&list["items"][0]).await;
    assert_eq!(done["state"], "succeeded", "{done}");
    assert_eq!(taken(&it.send(&key, &lock).await), done);
    assert_eq!(it.actions().await.len(), 1);
}

#[tokio::test]
async fn a_token_that_is_refused_sends_nothing_and_is_replaced() {
    let it = Ordering::at_once(CAMILLE).await;
    it.unlocked().await;
    it.chain.sandbox().expire_tokens().await.unwrap();
    let sent = taken(&it.send(&key(), &lock()).await);
    assert_eq!(states(&sent)[0], "sending");
    assert_eq!(it.end(&sent).await["state"], "succeeded");
    it.fault("invalid-token", 0).await;
    let horn = json!({"type": "horn", "on": true});
    assert_eq!(it.done(&it.cars[0], &horn).await["state"], "succeeded");
    assert_eq!(it.actions().await.len(), 2);
}
