//! The Workers runtime, serving the edge as wrangler.toml says.

mod config;
mod plan;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

use crate::process::{Process, ProcessError, command};
use crate::project;
use crate::wrangler::Wrangler;

pub use plan::{Pair, Plan};

const TIMEOUT: Duration = Duration::from_secs(30);

/// Why the edge does not run.
#[derive(Debug, thiserror::Error)]
pub enum WorkerdError {
    /// What it is made of can't be put together.
    #[error("{} cannot be used; is the edge built?", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The runtime does not start.
    #[error(transparent)]
    Process(#[from] ProcessError),
}

/// What the Worker is made of, beside its entry module: a Worker by hand has none.
const WASM: &str = "index_bg.wasm";

#[derive(Deserialize)]
struct Listening {
    socket: String,
}

/// The folder in which the runtime keeps what Durable Objects store.
pub fn objects(plan: &Plan) -> PathBuf {
    plan.folder.join(config::OBJECTS)
}

/// Starts the runtime, and waits until it listens.
pub fn start(wrangler: &Wrangler, plan: &Plan) -> Result<Process, WorkerdError> {
    let file = |path: &Path, result: io::Result<()>| {
        result.map_err(|source| WorkerdError::File {
            path: path.to_owned(),
            source,
        })
    };
    let objects = objects(plan);
    file(&objects, fs::create_dir_all(&objects))?;
    // Copied, because the runtime embeds only what is beside its configuration.
    let main = project::root().join(&wrangler.main);
    let mut parts = vec![(main.clone(), "index.js"), (plan.ca.clone(), "ca.pem")];
    let wasm = main.with_file_name(WASM);
    let has_wasm = wasm.exists();
    if has_wasm {
        parts.push((wasm, WASM));
    }
    if let Some(pair) = &plan.tls {
        parts.push((pair.certificate.clone(), "server.pem"));
        parts.push((pair.key.clone(), "server.key.pem"));
    }
    for (from, name) in parts {
        file(&from, fs::copy(&from, plan.folder.join(name)).map(drop))?;
    }
    let texts = [
        ("assets.js", include_str!("workerd/assets.js").to_owned()),
        (
            config::COUNTING,
            include_str!("workerd/counting.js").to_owned(),
        ),
        ("limiter.js", include_str!("workerd/limiter.js").to_owned()),
        ("outside.js", include_str!("workerd/outside.js").to_owned()),
        ("config.capnp", config::text(wrangler, plan, has_wasm)),
    ];
    for (name, text) in texts {
        let path = plan.folder.join(name);
        file(&path, fs::write(&path, text))?;
    }

    let mut shell = command(Path::new("/bin/sh"));
    // What it reports about its sockets comes to standard output by itself, and what Workers
    // write there goes to standard error.
    shell
        .args(["-c", "exec \"$@\" 3>&1 1>&2", "sh"])
        .args(&plan.launcher)
        .arg(project::workerd())
        .args(["serve", "config.capnp", "--control-fd=3"])
        .arg(format!(
            "--directory-path={}={}",
            config::OBJECTS,
            objects.display()
        ))
        .current_dir(&plan.folder)
        .envs(&plan.settings);
    let process = Process::start("edge", shell)?;
    process.says(process.stdout(), "that it listens", TIMEOUT, |line| {
        let listening: Listening = serde_json::from_str(line).ok()?;
        (listening.socket == config::SOCKET).then_some(())
    })?;
    Ok(process)
}
