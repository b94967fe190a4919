//! What was asked of the API and the identity provider, for tests to read back.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;

use serde::Serialize;

use crate::lock::lock;

/// How many calls of each kind are kept; the oldest go first.
const KEPT: usize = 20_000;

/// One request that reached the API, whatever became of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ApiCall {
    /// The method.
    pub(crate) method: String,
    /// The whole path, byte for byte.
    pub(crate) path: String,
    /// The query, decoded.
    pub(crate) query: BTreeMap<String, Vec<String>>,
    /// The realm header.
    pub(crate) realm: Option<String>,
    /// The common name of the client certificate.
    pub(crate) client_certificate: Option<String>,
    /// The caller's name for the request.
    pub(crate) request_id: Option<String>,
    /// Which connection it came over.
    pub(crate) connection: u64,
    /// The names of all headers, in the order they came.
    pub(crate) headers: Vec<String>,
}

/// One request that reached the identity provider.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct IdpCall {
    /// The method.
    pub(crate) method: String,
    /// The whole path, byte for byte.
    pub(crate) path: String,
    /// The grant type of a token request.
    pub(crate) grant: Option<String>,
}

/// Every call, the oldest first.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Recorded {
    api: VecDeque<ApiCall>,
    idp: VecDeque<IdpCall>,
}

/// The record.
#[derive(Debug, Default)]
pub(crate) struct Calls(Mutex<Recorded>);

impl Calls {
    /// Records a call of the API.
    pub(crate) fn api(&self, call: ApiCall) {
        push(&mut lock(&self.0).api, call);
    }

    /// Records a call of the identity provider.
    pub(crate) fn idp(&self, call: IdpCall) {
        push(&mut lock(&self.0).idp, call);
    }

    /// Everything recorded.
    pub(crate) fn recorded(&self) -> Recorded {
        lock(&self.0).clone()
    }

    /// Forgets everything.
    pub(crate) fn forget(&self) {
        *lock(&self.0) = Recorded::default();
    }
}

fn push<T>(kept: &mut VecDeque<T>, call: T) {
    if kept.len() >= KEPT {
        kept.pop_front();
    }
    kept.push_back(call);
}
