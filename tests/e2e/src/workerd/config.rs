//! The runtime's configuration, written from wrangler.toml so that the two can't drift.

use std::fmt::Write as _;

use super::plan::Plan;
use crate::project;
use crate::wrangler::Wrangler;

/// The socket's name in what the runtime reports.
pub(super) const SOCKET: &str = "edge";
/// The folder of the sessions, below the runtime's own. Without a disk there is no SQLite.
pub(super) const OBJECTS: &str = "objects";

/// The entry module of a Worker whose objects are counted.
pub(super) const COUNTING: &str = "counting.js";

/// The module that stands in for the platform's rate limits.
const LIMITER: &str = "e2e:limiter";

const AUTHORITY: &str = "trustedCertificates = [embed \"ca.pem\"]";

/// The text of config.capnp.
pub(super) fn text(wrangler: &Wrangler, plan: &Plan, has_wasm: bool) -> String {
    let assets = project::root().join(&wrangler.assets.directory);
    format!(
        "using Workerd = import \"/workerd/workerd.capnp\";\n\n\
         const config :Workerd.Config = (\n\
         \x20 services = [\n\
         \x20   (name = \"edge\", worker = .edge),\n\
         \x20   (name = \"assets\", worker = .assets),\n\
         \x20   (name = \"files\", disk = {assets:?}),\n\
         \x20   (name = \"{OBJECTS}\", disk = (writable = true)),\n\
         \x20   (name = \"outside\", worker = .outside),\n\
         \x20   (name = \"internet\", network = (allow = [\"local\"], tlsOptions = ({AUTHORITY}))),\n\
         {hosts}\
         \x20 ],\n\
         \x20 sockets = [(name = \"{SOCKET}\", address = \"127.0.0.1:{port}\", {protocol}, \
         service = \"edge\")],\n\
         \x20 extensions = [(modules = [(name = \"{LIMITER}\", internal = true, esModule = embed \"limiter.js\")])],\n\
         );\n\n{edge}\n{helpers}",
        hosts = hosts(plan),
        port = plan.port,
        protocol = protocol(plan),
        edge = edge(wrangler, plan, has_wasm),
        helpers = helpers(wrangler, plan),
    )
}

fn hosts(plan: &Plan) -> String {
    let mut services = String::new();
    for (host, port) in &plan.hosts {
        let name = host.split(':').next().unwrap_or(host);
        // Writing to a String can't fail.
        let _ = writeln!(
            services,
            "    (name = {host:?}, external = (address = \"127.0.0.1:{port}\", https = (options = \
             (), tlsOptions = ({AUTHORITY}), certificateHost = {name:?}))),"
        );
    }
    services
}

const fn protocol(plan: &Plan) -> &'static str {
    match plan.tls {
        None => "http = ()",
        Some(_) => {
            "https = (options = (), tlsOptions = (keypair = (privateKey = embed \
             \"server.key.pem\", certificateChain = embed \"server.pem\")))"
        }
    }
}

fn edge(wrangler: &Wrangler, plan: &Plan, has_wasm: bool) -> String {
    let mut bindings = format!(
        "    (name = {:?}, service = \"assets\"),\n",
        wrangler.assets.binding
    );
    let mut namespaces = String::new();
    for object in &wrangler.durable_objects.bindings {
        let class = &object.class_name;
        if plan.limits.get(&object.name) != Some(&None) {
            // As above.
            let _ = writeln!(
                bindings,
                "    (name = {:?}, durableObjectNamespace = {class:?}),",
                object.name
            );
        }
        // As above.
        let _ = writeln!(
            namespaces,
            "    (className = {class:?}, uniqueKey = {class:?}, enableSql = true),"
        );
    }
    for limit in &wrangler.ratelimits {
        let most = plan.limits.get(&limit.name).copied();
        let most = match most.unwrap_or(Some(limit.simple.limit)) {
            Some(most) => most.to_string(),
            None => "null".to_owned(),
        };
        // As above.
        let _ = writeln!(
            bindings,
            "    (name = {:?}, wrapped = (moduleName = {LIMITER:?}, innerBindings = [(name = \
             \"most\", json = {most:?}), (name = \"seconds\", json = \"{}\")])),",
            limit.name, limit.simple.period
        );
    }
    for name in plan.settings.keys() {
        let _ = writeln!(
            bindings,
            "    (name = {name:?}, fromEnvironment = {name:?}),"
        );
    }
    format!(
        "const edge :Workerd.Worker = (\n\
         \x20 modules = [\n\
{counting}\
         \x20   (name = \"index.js\", esModule = embed \"index.js\"),\n\
{wasm}\
         \x20 ],\n\
         \x20 compatibilityDate = {date:?},\n\
         \x20 compatibilityFlags = {flags:?},\n\
         \x20 bindings = [\n{bindings}  ],\n\
         \x20 durableObjectNamespaces = [\n{namespaces}  ],\n\
         \x20 durableObjectStorage = (localDisk = \"{OBJECTS}\"),\n\
         \x20 globalOutbound = \"{outbound}\",\n\
         );\n",
        // The first is the entry.
        counting = match plan.counts_objects {
            true => format!("    (name = {COUNTING:?}, esModule = embed {COUNTING:?}),\n"),
            false => String::new(),
        },
        wasm = match has_wasm {
            true => "    (name = \"index_bg.wasm\", wasm = embed \"index_bg.wasm\"),\n",
            false => "",
        },
        // A hop that a deployment does not have is taken only where it is needed.
        outbound = if plan.hosts.is_empty() {
            "internet"
        } else {
            "outside"
        },
        date = wrangler.compatibility_date,
        flags = wrangler.compatibility_flags,
    )
}

fn helpers(wrangler: &Wrangler, plan: &Plan) -> String {
    let names = plan.hosts.keys().map(String::as_str).chain(["internet"]);
    let hosts: String = names
        .map(|host| format!("(name = {host:?}, service = {host:?}), "))
        .collect();
    [
        ("assets", "(name = \"FILES\", service = \"files\")"),
        ("outside", &hosts),
    ]
    .map(|(name, bindings)| {
        format!(
            "const {name} :Workerd.Worker = (\n\
             \x20 modules = [(name = \"{name}.js\", esModule = embed \"{name}.js\")],\n\
             \x20 compatibilityDate = {date:?},\n\
             \x20 bindings = [{bindings}],\n\
             );\n",
            date = wrangler.compatibility_date,
        )
    })
    .concat()
}
