//! The binding of `platform.js`, where each function says what it does.
//!
//! On the way of a read it stands for the `worker` crate's `Request`, `Response`, `Fetch`, `Stub`,
//! `RateLimiter` and `SqlStorage`, which cost more than the work of most calls: a call out of the
//! wasm for every header and every cell of a row, two closures for everything that is waited for,
//! a stream for every body. docs/performance.md has the figures. All else is that crate's.

#![allow(
    clippy::too_many_arguments,
    reason = "each argument of its own goes over the border as it is"
)]

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::{Request, Response};
use worker::js_sys::{Array, Promise};

#[wasm_bindgen(module = "/src/runtime/platform.js")]
extern "C" {
    pub(super) fn setting(env: &JsValue, name: &str) -> Option<String>;
    pub(super) fn settings(env: &JsValue, names: &Array) -> JsValue;
    pub(super) fn read(request: &Request) -> String;
    #[wasm_bindgen(catch)]
    pub(super) fn response(status: u16, headers: &str, body: &[u8]) -> Result<Response, JsValue>;
    pub(super) fn file(env: &JsValue, request: &Request, page: Option<&str>) -> Promise;
    #[wasm_bindgen(catch, js_name = withHeaders)]
    pub(super) fn with_headers(file: &Response, headers: &str) -> Result<Response, JsValue>;
    pub(super) fn send(
        settle: &JsValue,
        call: u32,
        method: &str,
        url: &str,
        headers: &str,
        body: &str,
        milliseconds: u32,
        limit: u32,
    );
    pub(super) fn ask(settle: &JsValue, call: u32, env: &JsValue, id: &str, message: &str);
    #[wasm_bindgen(js_name = askDriver)]
    pub(super) fn ask_driver(settle: &JsValue, call: u32, env: &JsValue, name: &str, message: &str);
    #[wasm_bindgen(js_name = isDriver)]
    pub(super) fn is_driver(env: &JsValue, id: &str) -> bool;
    pub(super) fn notify(settle: &JsValue, call: u32, env: &JsValue, id: &str, message: &str);
    #[wasm_bindgen(catch)]
    pub(super) fn tell(
        env: &JsValue,
        context: &JsValue,
        id: &str,
        message: &str,
    ) -> Result<(), JsValue>;
    pub(super) fn limit(settle: &JsValue, call: u32, env: &JsValue, name: &str, key: &str);
    #[wasm_bindgen(js_name = countByObject)]
    pub(super) fn count_by_object(
        settle: &JsValue,
        call: u32,
        env: &JsValue,
        name: &str,
        window: &str,
    );
    #[wasm_bindgen(js_name = tellDriver)]
    pub(super) fn tell_driver(env: &JsValue, context: &JsValue, name: &str, message: &str);
    pub(super) fn connect(
        settle: &JsValue,
        call: u32,
        env: &JsValue,
        object: &str,
        message: &str,
        held: &JsValue,
    );
    #[wasm_bindgen(catch)]
    pub(super) fn connection(held: &JsValue, headers: &str) -> Result<Response, JsValue>;
    pub(super) fn reject(socket: &JsValue, code: u16);
    #[wasm_bindgen(js_name = acceptSocket)]
    pub(super) fn accept_socket(
        context: &JsValue,
        socket: &JsValue,
        session: &str,
        ends_at: &str,
        sees: &str,
    );
    #[wasm_bindgen(js_name = sendText)]
    pub(super) fn send_text(socket: &JsValue, text: &str);
    pub(super) fn push(context: &JsValue, text: &str, audience: &str);
    #[wasm_bindgen(js_name = closeSockets)]
    pub(super) fn close_sockets(context: &JsValue, session: &str, code: u16);
    pub(super) fn connected(context: &JsValue) -> String;
    #[wasm_bindgen(catch)]
    pub(super) fn rows(
        storage: &JsValue,
        statement: &str,
        values: Vec<JsValue>,
    ) -> Result<Option<String>, JsValue>;
}
