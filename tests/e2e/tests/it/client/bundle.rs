//! Packs the client once, and bundles its examples over what is in the tarball.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use e2e::process::command;
use e2e::project::root;

const SCRIPT: &str = r#"<script type="module" src="page.js"></script>"#;

const REQUIRE: &str = "--banner:js=import { createRequire } from 'node:module'; \
    const require = createRequire(import.meta.url);";

/// What a bundle is for.
#[derive(Clone, Copy)]
pub(crate) enum Platform {
    Browser,
    Node,
}

fn package() -> PathBuf {
    root().join("clients/typescript")
}

/// What a command writes, which must succeed.
fn output(mut command: Command) -> String {
    let ended = command.output().unwrap();
    let errors = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{command:?}: {errors}");
    String::from_utf8(ended.stdout).unwrap()
}

/// A folder that has the client installed, from its tarball.
fn installed() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("client");
        let mut node = command(Path::new("node"));
        node.arg(package().join("scripts/pack.mjs")).arg(&folder);
        output(node);
        folder
    })
}

/// An example that calls this edge, in one file with the client.
pub(super) fn bundle(example: &str, edge: &str, platform: Platform) -> String {
    let written = fs::read_to_string(package().join("examples").join(example)).unwrap();
    script(example, &written, edge, platform)
}

/// The same of a script of a test's, by its name and text.
pub(crate) fn script(name: &str, written: &str, edge: &str, platform: Platform) -> String {
    let text = written.replace("https://kerbside.example.com", edge);
    assert_ne!(text, written, "the edge's address is not in {name}");
    let folder = tempfile::tempdir_in(installed()).unwrap();
    let file = folder.path().join(name);
    fs::write(&file, text).unwrap();
    let modules = root().join("node_modules");
    let mut esbuild = command(&modules.join(".bin/esbuild"));
    esbuild.env("NODE_PATH", modules);
    esbuild.arg(&file).args(["--bundle", "--format=esm"]);
    esbuild.args(match platform {
        Platform::Browser => &["--platform=browser"][..],
        // Packages of CommonJS ask for modules of Node's by a function that modules do not have.
        Platform::Node => &["--platform=node", REQUIRE],
    });
    output(esbuild)
}

/// The page of the examples with the script of one.
pub(crate) fn page(example: &str, edge: &str) -> String {
    let page = fs::read_to_string(package().join("examples/page.html")).unwrap();
    assert!(page.contains(SCRIPT), "{page}");
    let script = bundle(example, edge, Platform::Browser);
    let inline = format!("<script type=\"module\">{script}</script>");
    page.replace(SCRIPT, &inline)
}
