//! HAProxy in the relay's place.

use std::fs;
use std::process::Command;

use super::site::Site;
use crate::affinity::pinned;
use crate::client::Inbound;
use crate::failure::Failure;
use crate::origin::NAME;

/// One thread, connections kept and shared on both sides, the server's name and authority
/// verified, a line in a log for each call.
pub(super) fn command(site: &Site<'_>) -> Result<Command, Failure> {
    let files = &site.origin.files;
    let pair = |certificate, key| -> Result<_, Failure> {
        Ok([fs::read(certificate)?, fs::read(key)?].concat())
    };
    let client = pair(&files.client_certificate, &files.client_key)?;
    let client = site.write("client.pair.pem", client)?;
    let bind = match site.inbound {
        Inbound::Plain => String::new(),
        Inbound::Tls => {
            let server = pair(&files.server_certificate, &files.server_key)?;
            let server = site.write("server.pair.pem", server)?;
            format!("ssl crt {} ssl-min-ver TLSv1.2", server.display())
        }
    };
    let settings = format!(
        "global
    nbthread 1
    maxconn {connections}
    log stdout format raw local0
defaults
    mode http
    log global
    option httplog
    timeout connect 5s
    timeout client 1h
    timeout server 1h
    http-reuse always
frontend in
    bind 127.0.0.1:{port} {bind} backlog 16384
    default_backend api
backend api
    http-request set-header Host {NAME}:{upstream}
    server api 127.0.0.1:{upstream} ssl ssl-min-ver TLSv1.2 verify required ca-file {ca} \
         crt {client} sni str({NAME}) verifyhost {NAME} pool-purge-delay 1h
",
        connections = site.connections,
        port = site.port,
        upstream = site.origin.port,
        ca = files.ca.display(),
        client = client.display(),
    );
    let settings = site.write("haproxy.cfg", settings)?;
    // Its log is standard output.
    let mut command = pinned("sh", Some(site.core));
    command.args(["-c", r#"exec haproxy -db -f "$0" >"$1""#]);
    command.arg(settings).arg(site.folder.join("access.log"));
    Ok(command)
}
