//! The id_token of a login, checked by the platform's own cryptography against the keys that the
//! identity provider serves.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use e2e::chain::{Chain, Plan};
use e2e::driver::Answer;
use serde_json::{Value, json};

use crate::running::{CAMILLE, account, logged_in, problem, slots, wrote};

const TIMEOUT: Duration = Duration::from_secs(10);

/// Answers one request, and that only, with a key set, once there is one.
struct KeyServer {
    url: String,
    listener: TcpListener,
}

impl KeyServer {
    fn open() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let url = format!("http://{}/keys", listener.local_addr().unwrap());
        Self { url, listener }
    }

    /// Says once it has answered.
    fn serve(self, set: &Value) -> Receiver<()> {
        let body = set.to_string();
        let (answered, served) = mpsc::channel();
        thread::spawn(move || {
            let (mut stream, _) = self.listener.accept().unwrap();
            stream.set_read_timeout(Some(TIMEOUT)).unwrap();
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
                head.push(byte[0]);
            }
            let length = body.len();
            write!(
                stream,
                "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
            )
            .unwrap();
            answered.send(()).unwrap();
        });
        served
    }
}

/// The keys that the sandbox serves for Peugeot.
async fn key_set(chain: &Chain) -> Value {
    let idp = &chain.sandbox().description().idp.url;
    let url = format!("{idp}/peugeot.com/am/oauth2/connect/jwk_uri");
    let answer = reqwest::get(url).await.unwrap();
    answer.json().await.unwrap()
}

/// What a driver who fills the form in is answered at last.
async fn log_in(chain: &Chain) -> Answer {
    let driver = chain.driver().unwrap();
    let form = driver.begin("peugeot").await.unwrap();
    let camille = account(chain, CAMILLE);
    let callback = driver.fill_in(&form, &camille).await.unwrap();
    driver.follow(&callback).await.unwrap()
}

#[tokio::test]
async fn a_signature_that_the_served_key_made_lets_a_driver_in() {
    let server = KeyServer::open();
    let chain = Plan::default()
        .setting("IDP_JWKS_URL", &server.url)
        .start()
        .unwrap();
    let served = server.serve(&key_set(&chain).await);
    // The second login finds the keys kept: they are served once.
    for _ in 0..2 {
        let driver = logged_in(&chain, CAMILLE).await;
        assert_eq!(slots(&driver).await.len(), 1);
    }
    served.recv_timeout(TIMEOUT).unwrap();
}

#[tokio::test]
async fn a_signature_of_another_key_of_the_same_name_ends_the_login() {
    let server = KeyServer::open();
    let chain = Plan::default()
        .setting("IDP_JWKS_URL", &server.url)
        .start()
        .unwrap();
    let mut set = key_set(&chain).await;
    let modulus = set["keys"][0]["n"].as_str().unwrap().to_owned();
    let (head, tail) = modulus.split_at(40);
    let other = if tail.starts_with('A') { 'B' } else { 'A' };
    set["keys"][0]["n"] = format!("{head}{other}{}", &tail[1..]).into();
    let served = server.serve(&set);
    let answer = log_in(&chain).await;
    served.recv_timeout(TIMEOUT).unwrap();
    let place = answer.header("location");
    assert_eq!(place, Some("/?login_error=id-token-refused"));
    wrote(chain.edge(), "its signature does not fit");
}

#[tokio::test]
async fn keys_that_cannot_be_had_are_trouble_and_never_a_check_left_out() {
    let chain = Plan::default()
        .setting("IDP_JWKS_URL", "http://127.0.0.1:9/keys")
        .setting("PASSWORD_GRANT_BRANDS", "peugeot")
        .start()
        .unwrap();
    let answer = log_in(&chain).await;
    let place = answer.header("location");
    assert_eq!(place, Some("/?login_error=unavailable"));
    assert!(
        answer
            .cookies()
            .iter()
            .all(|cookie| cookie.contains("Max-Age=0"))
    );

    let driver = chain.driver().unwrap();
    let camille = account(&chain, CAMILLE);
    let sent = json!({
        "brand": "peugeot", "username": camille.username, "password": camille.password,
    });
    let request = driver
        .request(reqwest::Method::POST, "/auth/password")
        .header("x-kerbside", "1")
        .header("origin", chain.origin())
        .json(&sent);
    let answer = driver.send(request).await.unwrap();
    problem(&answer, 503, "login-unavailable");
}

#[tokio::test]
async fn the_identity_provider_is_sent_a_nonce_that_is_new_in_every_login() {
    let chain = Plan::default().start().unwrap();
    let driver = chain.driver().unwrap();
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let form = driver.begin("peugeot").await.unwrap();
        let mut pairs = form.query_pairs();
        let nonce = pairs.find(|(name, _)| name == "nonce").unwrap().1;
        assert_eq!(nonce.len(), 43);
        nonces.push(nonce.into_owned());
    }
    assert_ne!(nonces[0], nonces[1]);
}
