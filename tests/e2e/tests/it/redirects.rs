//! The edge goes where its settings say and nowhere else: whoever answers with a redirect is not
//! sent the client's secret, the code or a token there.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use e2e::chain::Plan;
use reqwest::Url;

const TIMEOUT: Duration = Duration::from_secs(20);

#[tokio::test]
async fn a_redirect_of_the_login_service_is_not_followed() {
    let elsewhere = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let there = elsewhere.local_addr().unwrap();
    let login_service = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let here = login_service.local_addr().unwrap();
    let chain = Plan::default()
        .setting("BRANDS", "peugeot")
        .setting("IDP_BASE_PEUGEOT", &format!("http://{here}/am/oauth2"))
        .start()
        .unwrap();
    let (asked, request) = mpsc::channel();
    thread::spawn(move || {
        let (mut stream, _) = login_service.accept().unwrap();
        stream.set_read_timeout(Some(TIMEOUT)).unwrap();
        let mut request = [0; 4096];
        let read = stream.read(&mut request).unwrap();
        let answer = format!(
            "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://{there}/am/oauth2/access_token\r\n\
             content-length: 0\r\nconnection: close\r\n\r\n"
        );
        stream.write_all(answer.as_bytes()).unwrap();
        let request = String::from_utf8_lossy(&request[..read]).into_owned();
        asked.send(request).unwrap();
    });

    let driver = chain.driver().unwrap();
    let sent = driver.get("/auth/login?brand=peugeot").await.unwrap();
    let form: Url = sent.header("location").unwrap().parse().unwrap();
    let (_, state) = form
        .query_pairs()
        .find(|(name, _)| name == "state")
        .unwrap();
    let landed = driver
        .get(&format!("/auth/callback?state={state}&code=c"))
        .await
        .unwrap();
    let request = request.recv_timeout(TIMEOUT).unwrap();
    assert!(
        request.starts_with("POST /am/oauth2/access_token "),
        "{request}"
    );
    assert_eq!(landed.header("location"), Some("/?login_error=unavailable"));
    let reached = elsewhere.accept();
    assert!(reached.is_err(), "the redirect was followed: {reached:?}");
}
