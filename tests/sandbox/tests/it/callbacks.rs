//! Callbacks and monitors: made, read back, changed, paused and deleted.

use reqwest::Method;
use serde_json::{Value, json};

use crate::session::{DATA, Session, subscription};

fn monitor() -> Value {
    json!({ "label": "ks-charged", "triggerParam": {
        "triggers": [{ "name": "t1", "data": {
            "data": "vehicle.energy.electric.level", "op": "greaterThan", "value": ["80"],
        } }],
        "boolExp": "t1",
    } })
}

#[tokio::test]
async fn a_callback_is_made_read_back_replaced_paused_and_deleted() {
    let manon = Session::acting("manon").await;
    assert_eq!(manon.refused("/user/callbacks").await, (404, json!(40400)));
    let id = manon.callback().await;
    let path = format!("/user/callbacks/{id}");
    let all = manon.items("/user/callbacks", "callbacks").await;
    assert_eq!(all, [manon.read(&path).await]);
    assert_eq!(all[0]["subscribe"], subscription());
    assert_eq!(
        (&all[0]["label"], &all[0]["status"]),
        (&json!("kerbside"), &json!("Running"))
    );

    let mut other = subscription();
    other["type"] = json!("Remote");
    let (status, reference) = manon.send(Method::PUT, &path, other.clone()).await;
    assert_eq!((status, &reference["callbackId"]), (202, &json!(id)));
    assert_eq!(manon.read(&path).await["subscribe"], other);
    let monitors = manon.get("/user/callbacks?types=Monitor").await;
    assert_eq!(monitors.status(), 404);
    assert_eq!(
        manon.get("/user/callbacks?types=Remote").await.status(),
        200
    );

    let pause = json!({ "status": "Paused" });
    let status_path = format!("{path}/status");
    let (status, reference) = manon.send(Method::PUT, &status_path, pause).await;
    assert_eq!((status, &reference["status"]), (202, &json!("Paused")));
    assert_eq!(manon.read(&path).await["status"], "Paused");

    let deleted = manon.request(Method::DELETE, &path).send().await.unwrap();
    assert_eq!(deleted.status(), 204);
    assert_eq!(manon.get(&path).await.status(), 404);
    let again = manon.request(Method::DELETE, &path).send().await.unwrap();
    assert_eq!(again.status(), 404);
}

#[tokio::test]
async fn what_is_no_callback_is_refused_and_nothing_is_made() {
    let manon = Session::acting("manon").await;
    let id = manon.callback().await;
    for (method, path, body) in [
        (Method::POST, String::from("/user/callbacks"), json!({})),
        (
            Method::PUT,
            format!("/user/callbacks/{id}"),
            json!({ "label": "x" }),
        ),
        (
            Method::PUT,
            format!("/user/callbacks/{id}/status"),
            json!({ "status": "Failed" }),
        ),
        (
            Method::PUT,
            format!("/user/callbacks/{id}/status"),
            json!({ "paused": true }),
        ),
        (Method::DELETE, format!("/user/callbacks/{id}"), json!({})),
    ] {
        let (status, refusal) = manon.send(method, &path, body.clone()).await;
        assert_eq!((status, &refusal["code"]), (400, &json!("40000")), "{body}");
        assert!(
            refusal["message"].as_str().unwrap().contains("body"),
            "{refusal}"
        );
        assert!(refusal["uuid"].is_string());
    }
    for (method, path) in [
        (Method::PUT, "/user/callbacks/other"),
        (Method::PUT, "/user/callbacks/other/status"),
    ] {
        assert_eq!(manon.send(method, path, subscription()).await.0, 404);
    }
    let text = manon.request(Method::POST, "/user/callbacks");
    let text = text.header("content-type", "text/plain").body("{}");
    assert_eq!(text.send().await.unwrap().status(), 415);
    let long = manon
        .request(Method::POST, "/user/callbacks")
        .body("x".repeat(70_000));
    assert_eq!(long.send().await.unwrap().status(), 413);
    let patched = manon
        .send(Method::PATCH, "/user/callbacks", json!({}))
        .await;
    assert_eq!(patched.0, 405);
    let all = manon.items("/user/callbacks", "callbacks").await;
    assert_eq!((all.len(), &all[0]["status"]), (1, &json!("Running")));
}

#[tokio::test]
async fn the_back_end_does_in_either_way_what_the_reference_leaves_open() {
    let manon = Session::acting("manon").await;
    let order = json!({ "callbackStatus": 202, "echo": false });
    manon.sandbox.order("/remotes", order).await;
    let (status, made) = manon.post("/user/callbacks", subscription()).await;
    assert_eq!(status, 202);
    let path = format!("/user/callbacks/{}", made["callbackId"].as_str().unwrap());
    let callback = manon.read(&path).await;
    assert_eq!(
        (callback.get("subscribe"), &callback["label"]),
        (None, &json!("kerbside"))
    );
    manon
        .sandbox
        .order("/remotes", json!({ "echo": true }))
        .await;
    assert_eq!(manon.read(&path).await["subscribe"], subscription());
}

#[tokio::test]
async fn a_callback_is_its_drivers() {
    let camille = Session::acting("camille").await;
    let before = camille.items("/user/callbacks", "callbacks").await.len();
    let id = camille.callback().await;
    let all = camille.items("/user/callbacks", "callbacks").await;
    assert_eq!((before, all.len()), (2, 3));
    assert_eq!(all[2]["id"], json!(id));
    let louise = Session::acting("louise").await;
    assert_eq!(
        louise.get(&format!("/user/callbacks/{id}")).await.status(),
        404
    );
}

#[tokio::test]
async fn nothing_is_written_without_a_scope_for_it() {
    let reading = Session::new("manon", &[]).await;
    let refused = |status, refusal: &Value| (status, refusal["code"].clone());
    let (status, refusal) = reading.post("/user/callbacks", subscription()).await;
    assert_eq!(refused(status, &refusal), (403, json!("40300")));

    let locking = Session::granting("manon", "openid remote:door:write").await;
    let id = locking.callback().await;
    let car = locking.car("ë-C4").await;
    let remotes = format!("{car}/callbacks/{id}/remotes");
    let (status, _) = locking
        .post(&remotes, json!({ "door": { "state": "Locked" } }))
        .await;
    assert_eq!(status, 202);
    let (status, refusal) = locking
        .post(&remotes, json!({ "lights": { "on": true } }))
        .await;
    assert_eq!(refused(status, &refusal), (403, json!("40300")));
    let monitors = format!("{car}/callbacks/{id}/monitors");
    let (status, refusal) = locking.post(&monitors, monitor()).await;
    assert_eq!(refused(status, &refusal), (403, json!("40300")));
    assert_eq!(
        locking.sandbox.control("/actions").await["actions"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn a_car_has_five_monitors_at_most_which_go_with_their_callback() {
    let manon = Session::granting("manon", &format!("openid {DATA}")).await;
    let id = manon.callback().await;
    let [car, other] = [manon.car("ë-C4").await, manon.car("C5 X").await];
    let path = format!("{car}/callbacks/{id}/monitors");
    let mut last = String::new();
    for _ in 0..5 {
        let (status, made) = manon.post(&path, monitor()).await;
        assert_eq!((status, &made["status"]), (202, &json!("Created")));
        last = format!("{path}/{}", made["monitorId"].as_str().unwrap());
    }
    assert_eq!(manon.post(&path, monitor()).await.0, 400);
    let elsewhere = format!("{other}/callbacks/{id}/monitors");
    assert_eq!(manon.post(&elsewhere, monitor()).await.0, 202);
    assert_eq!(manon.items(&path, "monitors").await.len(), 5);

    let one = manon.read(&last).await;
    assert_eq!(
        (&one["status"], &one["monitor"]),
        (&json!("Running"), &monitor())
    );
    let mut constant = monitor();
    constant["triggerParam"]["boolExp"] = json!("t1 | !t1");
    assert_eq!(manon.send(Method::PUT, &last, constant).await.0, 400);
    let mut renamed = monitor();
    renamed["label"] = json!("ks-full");
    assert_eq!(manon.send(Method::PUT, &last, renamed.clone()).await.0, 202);
    let pause = json!({ "status": "Paused" });
    let (status, reference) = manon
        .send(Method::PUT, &format!("{last}/status"), pause)
        .await;
    assert_eq!((status, &reference["status"]), (202, &json!("Paused")));
    let one = manon.read(&last).await;
    assert_eq!(
        (&one["status"], &one["monitor"]),
        (&json!("Paused"), &renamed)
    );

    assert_eq!(
        manon
            .request(Method::DELETE, &last)
            .send()
            .await
            .unwrap()
            .status(),
        204
    );
    assert_eq!(manon.items(&path, "monitors").await.len(), 4);
    let callback = format!("/user/callbacks/{id}");
    assert_eq!(
        manon
            .request(Method::DELETE, &callback)
            .send()
            .await
            .unwrap()
            .status(),
        204
    );
    assert_eq!(manon.get(&path).await.status(), 404);
    let id = manon.callback().await;
    let path = format!("{car}/callbacks/{id}/monitors");
    assert_eq!(manon.post(&path, monitor()).await.0, 202);
}
