//! Where the project's own files and programs are.

use std::env;
use std::path::{Path, PathBuf};

/// Names the folder of the programs under test.
const BIN_DIR: &str = "KERBSIDE_BIN_DIR";

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// A program of the workspace: in `KERBSIDE_BIN_DIR`, or where the running one was built.
pub fn program(name: &str) -> PathBuf {
    let folder = env::var_os(BIN_DIR)
        .map(PathBuf::from)
        .or_else(own_folder)
        .unwrap_or_default();
    folder.join(name)
}

/// Test binaries are built one folder below the programs.
fn own_folder() -> Option<PathBuf> {
    let own = env::current_exe().ok()?;
    let folder = own.parent()?;
    match folder.ends_with("deps") {
        true => folder.parent().map(Path::to_owned),
        false => Some(folder.to_owned()),
    }
}

/// The Workers runtime, as npm delivers it for this machine.
pub fn workerd() -> PathBuf {
    let platform = match env::consts::ARCH {
        "aarch64" => "workerd-linux-arm64",
        _ => "workerd-linux-64",
    };
    root()
        .join("node_modules/@cloudflare")
        .join(platform)
        .join("bin/workerd")
}
