//! The binding of `platform.js`, where each function says what it does.
//!
//! It stands for the `worker` crate, whose bindings cost more than the work of most calls: a call
//! out of the wasm for every header, two closures and a microtask for everything that is waited
//! for, a stream for every body. docs/performance.md has the figures.

#![allow(
    clippy::too_many_arguments,
    reason = "each argument of its own goes over the border as it is"
)]

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen(module = "/src/runtime/platform.js")]
extern "C" {
    pub(super) fn read(request: &JsValue) -> String;
    pub(super) fn respond(resolve: &JsValue, status: u16, headers: &str, body: &[u8]);
    pub(super) fn receive(
        settle: &JsValue,
        call: u32,
        request: &JsValue,
        limit: u32,
        milliseconds: u32,
    );
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

    #[wasm_bindgen(catch)]
    pub(super) fn fresh(env: &JsValue) -> Result<String, JsValue>;
    pub(super) fn ask(settle: &JsValue, call: u32, env: &JsValue, id: &str, message: &str);
    #[wasm_bindgen(catch)]
    pub(super) fn tell(
        env: &JsValue,
        context: &JsValue,
        id: &str,
        message: &str,
    ) -> Result<(), JsValue>;
    pub(super) fn limit(settle: &JsValue, call: u32, env: &JsValue, name: &str, key: &str);
    pub(super) fn attempt(settle: &JsValue, call: u32, env: &JsValue, key: &str);
    pub(super) fn asset(
        settle: &JsValue,
        call: u32,
        resolve: &JsValue,
        request: &JsValue,
        env: &JsValue,
        headers: &str,
    );
    pub(super) fn verify(
        settle: &JsValue,
        call: u32,
        n: &str,
        e: &str,
        message: &[u8],
        signature: &[u8],
    );

    pub(super) fn variable(env: &JsValue, name: &str) -> Option<String>;
    #[wasm_bindgen(catch)]
    pub(super) fn variables(env: &JsValue, names: &JsValue) -> Result<JsValue, JsValue>;
    pub(super) fn list(lines: &str) -> JsValue;

    #[wasm_bindgen(catch)]
    pub(super) fn rows(
        storage: &JsValue,
        statement: &str,
        values: Vec<JsValue>,
    ) -> Result<Option<String>, JsValue>;
    pub(super) fn recall(settle: &JsValue, call: u32, storage: &JsValue, name: &str);
    pub(super) fn keep(settle: &JsValue, call: u32, storage: &JsValue, name: &str, value: &str);
    pub(super) fn wake(settle: &JsValue, call: u32, storage: &JsValue, milliseconds: f64);
    pub(super) fn end(way: &JsValue, text: &str);
    pub(super) fn clear(settle: &JsValue, call: u32, storage: &JsValue);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Date)]
    pub(super) fn now() -> f64;
    #[wasm_bindgen(js_namespace = console)]
    pub(super) fn log(line: &str);
    #[wasm_bindgen(js_namespace = console)]
    pub(super) fn error(line: &str);
}
