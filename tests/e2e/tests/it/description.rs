//! The edge serves the description of its API, and answers nothing else than that allows: see
//! `e2e::driver`.

use std::fs;

use e2e::project::root;

use crate::running::{CAMILLE, chain, logged_in};

#[tokio::test]
async fn the_description_of_the_api_is_served_as_it_is_committed() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let served = driver.get("/openapi.json").await.unwrap();
    assert_eq!(served.status, 200);
    assert_eq!(served.header("content-type"), Some("application/json"));
    let committed = fs::read_to_string(root().join("docs/openapi.json")).unwrap();
    assert!(served.body == committed, "run scripts/build-edge");
}
