//! `#[test]` for wasm: an attribute of the same name that registers the function with
//! wasm-bindgen's runner, which libtest cannot do on that target.
//!
//! A crate takes it for all of its test modules at once, in its root:
//!
//! ```text
//! #[cfg(all(test, target_arch = "wasm32"))]
//! #[macro_use]
//! extern crate wasm_test;
//! ```
//!
//! A macro that comes in this way stands before the one of the standard prelude, so no module
//! needs a line of its own and none can be forgotten. What the attribute writes names the crate
//! `wasm_bindgen_test`: it has to be among the dev-dependencies as well.

#[cfg(target_arch = "wasm32")]
pub use wasm_bindgen_test::wasm_bindgen_test as test;
