//! The Workers by hand, and a copy of the edge that counts: made before anything is measured.

use std::fs;
use std::path::{Path, PathBuf};

use e2e::process::command;
use e2e::project;

use crate::failure::Failure;

const COUNTING: &str = include_str!("../../workers/counting.js");
/// What begins the one place where the glue instantiates the wasm, before the first request.
const INSTANCE: &str = "new WebAssembly.Instance(";

/// The folder of the Workers' sources.
pub(super) fn sources() -> PathBuf {
    project::root().join("tests/bench/workers")
}

/// Bundles the Worker by hand as scripts/build-edge bundles the edge's glue, and says where it is.
pub(super) fn bundle(into: &Path) -> Result<PathBuf, Failure> {
    let bundled = into.join("index.js");
    let mut esbuild = command(&project::root().join("node_modules/.bin/esbuild"));
    esbuild
        .arg(sources().join("equal/index.js"))
        .args([
            "--bundle",
            "--minify",
            "--format=esm",
            "--log-level=warning",
        ])
        .arg("--external:cloudflare:*")
        .arg(format!("--outfile={}", bundled.display()));
    match esbuild.status()?.success() {
        true => Ok(bundled),
        false => Err(Failure::Missing("JavaScript Worker: esbuild fails")),
    }
}

/// A copy of an edge whose glue counts every call between it and its wasm.
pub(super) fn counting(main: &Path, into: &Path) -> Result<PathBuf, Failure> {
    let glue = fs::read_to_string(main)?;
    if !glue.contains(INSTANCE) {
        return Err(Failure::Missing(
            "instantiation in the edge's glue to count at",
        ));
    }
    fs::create_dir_all(into)?;
    let counting = into.join("index.js");
    let glue = glue.replace(INSTANCE, "counted(");
    fs::write(&counting, format!("{COUNTING}\n{glue}"))?;
    fs::copy(
        main.with_file_name("index_bg.wasm"),
        into.join("index_bg.wasm"),
    )?;
    Ok(counting)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use shared::brand::Brand;
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn the_worker_by_hand_knows_each_brand_and_each_member_of_a_status() {
        let equal = sources().join("equal");
        let read = |name: &str| fs::read_to_string(equal.join(name)).unwrap();
        let settings = read("settings.js");
        for brand in Brand::ALL {
            let row = format!("  {}: \"{}\",\n", brand.slug(), brand.realm());
            assert!(settings.contains(&row), "{row}");
        }
        let status = read("status.js");
        let (_, members) = status.split_once("\n  return {\n").unwrap();
        let (members, _) = members.split_once("\n  };\n").unwrap();
        let names = members.lines().filter_map(|line| line.strip_prefix("    "));
        let names: Vec<_> = names
            .map(|line| line.split([':', ',']).next().unwrap())
            .collect();
        let answer = include_str!("../../../../shared/tests/samples/answers/status.json");
        let answer: Value = serde_json::from_str(answer).unwrap();
        for name in answer.as_object().unwrap().keys() {
            assert!(names.contains(&name.as_str()), "{name}");
        }
    }

    #[test]
    fn a_glue_that_cannot_be_counted_is_no_glue_without_calls() {
        let folder = TempDir::new().unwrap();
        let main = folder.path().join("index.js");
        fs::write(main.with_file_name("index_bg.wasm"), b"").unwrap();
        for (glue, counts) in [
            (
                "let wasm = new WebAssembly.Instance(module, imports());",
                true,
            ),
            (
                "let wasm = await WebAssembly.instantiate(module, imports());",
                false,
            ),
        ] {
            fs::write(&main, glue).unwrap();
            let made = counting(&main, &folder.path().join("counting"));
            assert_eq!(made.is_ok(), counts, "{glue}");
            if let Ok(made) = made {
                let text = fs::read_to_string(made).unwrap();
                assert!(text.ends_with("let wasm = counted(module, imports());"));
            }
        }
    }
}
