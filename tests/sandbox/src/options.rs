//! What the command line and the environment say.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// A stand-in Stellantis for one machine: identity provider, connected-car API and their CA.
#[derive(Debug, Parser)]
#[command(name = "sandbox", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve until SIGTERM or SIGINT.
    Serve(Options),
}

/// How `serve` is set up. Every address is a loopback one: the passwords here are printed.
#[derive(Args, Clone, Debug)]
pub struct Options {
    /// Folder for the CA, certificates, keys and sandbox.json.
    #[arg(long, env = "SANDBOX_DIR", default_value = "./sandbox-data")]
    pub dir: PathBuf,

    /// Folder of captured answers that are served in place of the made-up world's: a JSON file a
    /// path below /connectedcar/v4, such as user/vehicles.json, or user/vehicles.404.json for
    /// another status than 200. They are read anew at each call, and served to every driver. A page
    /// of a list is served as all of it.
    #[arg(long, env = "SANDBOX_DATA")]
    pub data: Option<PathBuf>,

    /// Where the identity provider listens, in plain HTTP. Port 0 takes a free one.
    #[arg(long, env = "SANDBOX_IDP", default_value = "127.0.0.1:9200", value_parser = loopback)]
    pub idp: SocketAddr,

    /// Where the identity provider listens over HTTPS as well.
    #[arg(long, env = "SANDBOX_IDP_TLS", value_parser = loopback)]
    pub idp_tls: Option<SocketAddr>,

    /// Where the connected-car API listens, over TLS with client certificates.
    #[arg(long, env = "SANDBOX_API", default_value = "127.0.0.1:9443", value_parser = loopback)]
    pub api: SocketAddr,

    /// Where faults are ordered and calls are read back, in plain HTTP.
    #[arg(long, env = "SANDBOX_CONTROL", default_value = "127.0.0.1:9201", value_parser = loopback)]
    pub control: SocketAddr,

    /// PEM file of an authority by which receivers of notifications are trusted as well, beside the
    /// sandbox's own.
    #[arg(long, env = "SANDBOX_HOOKS_CA")]
    pub hooks_ca: Option<PathBuf>,

    /// A redirect URI registered for the app, compared byte for byte. May be given several times
    /// (in the environment: separated by spaces).
    #[arg(
        long = "redirect-uri",
        env = "SANDBOX_REDIRECT_URI",
        value_delimiter = ' ',
        default_value = "http://localhost:8787/auth/callback"
    )]
    pub redirect_uris: Vec<String>,

    /// How long a rotated refresh token is still honoured.
    #[arg(long, env = "SANDBOX_REFRESH_GRACE_SECONDS", default_value_t = 60)]
    pub refresh_grace_seconds: u32,

    /// So many drivers more, with five cars each: crowd-0@peugeot.test, crowd-1@citroen.test and so
    /// on through the brands.
    #[arg(long, env = "SANDBOX_CROWD", default_value_t = 0)]
    pub crowd: usize,
}

/// Why an address can't be listened on.
#[derive(Debug, thiserror::Error)]
enum AddressError {
    #[error("not an IP address and port, such as 127.0.0.1:9200")]
    Malformed,
    #[error("the sandbox listens on loopback addresses only, and {0} is not one")]
    NotLoopback(SocketAddr),
}

fn loopback(text: &str) -> Result<SocketAddr, AddressError> {
    let address: SocketAddr = text.parse().map_err(|_| AddressError::Malformed)?;
    if address.ip().is_loopback() {
        Ok(address)
    } else {
        Err(AddressError::NotLoopback(address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serve(arguments: &[&str]) -> Result<Options, clap::Error> {
        let Command::Serve(options) =
            Cli::try_parse_from(["sandbox", "serve"].iter().chain(arguments))?.command;
        Ok(options)
    }

    #[test]
    fn only_loopback_addresses_are_taken() {
        for flag in ["--idp", "--idp-tls", "--api", "--control"] {
            for good in ["127.0.0.1:0", "127.8.9.1:80", "[::1]:0"] {
                assert!(serve(&[flag, good]).is_ok(), "{flag} {good}");
            }
            for bad in ["0.0.0.0:0", "[::]:0", "192.0.2.1:80", "localhost:1", "9200"] {
                assert!(serve(&[flag, bad]).is_err(), "{flag} {bad}");
            }
            let refusal = serve(&[flag, "0.0.0.0:9200"]).unwrap_err().to_string();
            assert!(refusal.contains("loopback addresses only"), "{refusal}");
        }
    }

    #[test]
    fn redirect_uris_given_replace_the_default() {
        let options = serve(&[
            "--redirect-uri",
            "https://a.test/x",
            "--redirect-uri",
            "b:/y",
        ]);
        assert_eq!(options.unwrap().redirect_uris, ["https://a.test/x", "b:/y"]);
    }
}
