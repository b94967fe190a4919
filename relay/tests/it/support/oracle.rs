//! Independent implementations of what the relay speaks, in Python. `make setup` installs them.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a script beside the tests prints when it is given `input`.
pub(crate) fn ask(script: &str, input: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("../.tools/oracles/bin/python3");
    assert!(
        python.exists(),
        "{}: missing: run make setup",
        python.display()
    );
    let mut child = Command::new(python)
        .arg("-B")
        .arg(root.join("tests/it").join(script))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{script} failed");
    String::from_utf8(output.stdout).unwrap()
}
