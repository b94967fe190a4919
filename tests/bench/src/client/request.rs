//! Requests that are ready to be sent, each with a bearer and a signature of its own.

use std::io::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use e2e::relay::KEY_ID;
use shared::hop::{REALM, REQUEST_ID, SIGNATURE, SIGNATURE_INPUT, TRACEPARENT};
use shared::operation::{Call, VEHICLE_STATUS};
use shared::secret::Secret;
use shared::signature::{Key, Message, sign};

use crate::failure::Failure;

/// The id that the manufacturer knows the app by.
pub(crate) const CLIENT_ID: &str = "1eeecd7a-0000-4000-8000-000000000000";
/// The drivers' realm.
pub(crate) const REALM_NAME: &str = "clientsB2CPeugeot";
/// What edge and relay share.
pub(crate) const SECRET: [u8; 32] = *b"32 bytes that a benchmark shares";
const CAR: &str = "0123456789abcdef0123456789abcdef";

/// Which request a proxy takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// The one that an edge sends a relay: signed. The relay makes the manufacturer's of it.
    Signed,
    /// The same, but with another key's signature.
    Forged,
    /// The one that the manufacturer takes, which is passed on as it is.
    Finished,
}

/// Requests one after the other.
#[derive(Debug, Default)]
pub(crate) struct Requests {
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
}

/// Makes requests for one server. No two that it makes have a bearer or a nonce in common.
#[derive(Debug)]
pub(crate) struct RequestMaker {
    form: Form,
    authority: String,
    path: String,
    key: Key,
    run: u64,
    made: u64,
}

impl Requests {
    /// One of them.
    pub(crate) fn get(&self, index: usize) -> Option<&[u8]> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.bytes.get(start..end)
    }

    /// How many they are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

impl RequestMaker {
    /// For the server at this port of 127.0.0.1.
    pub(crate) fn new(form: Form, port: u16) -> Result<Self, Failure> {
        let mut secret = SECRET;
        if form == Form::Forged {
            secret.reverse();
        }
        let mut run = [0; 8];
        getrandom::fill(&mut run)?;
        Ok(Self {
            form,
            authority: format!("127.0.0.1:{port}"),
            path: Call::new(&VEHICLE_STATUS, &[CAR])?.path().to_owned(),
            key: Key::new(KEY_ID, Secret::new(secret))?,
            run: u64::from_be_bytes(run),
            made: 0,
        })
    }

    /// So many new ones. They are good for the seconds that a signature is.
    pub(crate) fn make(&mut self, count: usize) -> Result<Requests, Failure> {
        let mut requests = Requests::default();
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.unwrap_or_default().as_secs();
        for _ in 0..count {
            self.write(&mut requests.bytes, now)?;
            requests.ends.push(requests.bytes.len());
        }
        Ok(requests)
    }

    fn write(&mut self, bytes: &mut Vec<u8>, now: u64) -> Result<(), Failure> {
        self.made = self.made.wrapping_add(1);
        let own = (u128::from(self.run) << 64) | u128::from(self.made);
        let authorization = format!("Bearer {own:032x}");
        let (path, authority) = (&self.path, &self.authority);
        if self.form == Form::Finished {
            write!(
                bytes,
                "GET {path}?client_id={CLIENT_ID} HTTP/1.1\r\nhost: {authority}\r\n\
                 accept: application/hal+json\r\nauthorization: {authorization}\r\n\
                 {REALM}: {REALM_NAME}\r\n\r\n"
            )?;
            return Ok(());
        }
        let message = Message {
            method: "GET",
            authority,
            path,
            query: None,
            authorization: &authorization,
            realm: REALM_NAME,
            content_digest: None,
        };
        let signed = sign(&message, &self.key, now, &own.to_be_bytes())?;
        write!(
            bytes,
            "GET {path} HTTP/1.1\r\nhost: {authority}\r\nauthorization: {authorization}\r\n\
             {REALM}: {REALM_NAME}\r\n{REQUEST_ID}: {own:032x}\r\n\
             {TRACEPARENT}: 00-{own:032x}-0000000000000001-01\r\n\
             {SIGNATURE_INPUT}: {}\r\n{SIGNATURE}: {}\r\n\r\n",
            signed.signature_input, signed.signature
        )?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_requests_have_a_bearer_or_a_signature_in_common() {
        let mut maker = RequestMaker::new(Form::Signed, 1).unwrap();
        let (first, second) = (maker.make(50).unwrap(), maker.make(50).unwrap());
        let all = |requests: &Requests, name: &str| -> Vec<String> {
            let texts = (0..requests.len()).map(|index| requests.get(index).unwrap().to_vec());
            let texts = texts.map(|text| String::from_utf8(text).unwrap());
            let field = |text: String| {
                let mut lines = text.lines().map(str::to_owned);
                lines.find(|line| line.starts_with(name)).unwrap()
            };
            texts.map(field).collect()
        };
        for name in ["authorization: ", "signature-input: ", "signature: "] {
            let both = all(&first, name).into_iter().chain(all(&second, name));
            assert_eq!(both.collect::<HashSet<_>>().len(), 100, "{name}");
        }
        assert_eq!(first.get(50), None);
    }
}
