//! The world goes on, and can be made to.

use serde_json::json;

use crate::session::Session;

#[tokio::test]
async fn moving_the_clock_drives_charges_and_raises_an_alert() {
    let camille = Session::new("camille", &[]).await;
    let hybrid = camille.car("308 Plug-in Hybrid").await;
    let thermal = camille.car("C3").await;
    let (before, alerts) = (
        camille.read(&format!("{hybrid}/status")).await,
        camille.read(&format!("{thermal}/alerts")).await["total"].clone(),
    );
    assert_eq!(before["kinetic"]["moving"], true);
    // Three rounds of six hours bring an alert, whichever the round.
    camille.wait(3 * 6 * 3600 + 4 * 3600).await;
    let after = camille.read(&format!("{hybrid}/status")).await;
    let charging = &after["energies"][1]["extension"]["electric"]["charging"];
    assert_eq!(charging["status"], "InProgress");
    let mileage = |status: &serde_json::Value| status["odometer"]["mileage"].as_f64().unwrap();
    assert!(mileage(&after) > mileage(&before) + 30.0);
    let now = camille.read(&format!("{thermal}/alerts")).await["total"].clone();
    assert!(now.as_u64() > alerts.as_u64(), "{now} {alerts}");
}

#[tokio::test]
async fn tokens_do_not_age_with_the_world() {
    let camille = Session::new("camille", &[]).await;
    camille.wait(86_400).await;
    camille.read("/user").await;
}

#[tokio::test]
async fn the_clock_takes_sensible_orders_only() {
    let camille = Session::new("camille", &[]).await;
    let url = format!("{}/clock", camille.sandbox.text("/control"));
    for order in [
        json!({ "advanceSeconds": -1 }),
        json!({ "advanceSeconds": u32::MAX }),
        json!({ "advance": 1 }),
        json!({}),
    ] {
        let answer = camille.sandbox.http.post(&url).json(&order).send().await;
        assert_eq!(answer.unwrap().status(), 400, "{order}");
    }
}
