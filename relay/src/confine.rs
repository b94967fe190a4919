//! The rights that the process keeps once it listens, enforced by Landlock: it reads the files that
//! a reload and a name look-up read, connects to the upstream and to name servers, and removes its
//! own sockets. It binds nothing and writes no file.
//!
//! Whole folders stay readable, because a renewed file is a new file; all of `/etc`, because a
//! renewed `resolv.conf` is one there.
//!
//! An attacker who takes the relay over can neither read other files nor write any, nor connect to
//! other TCP ports or to an abstract socket. Still open to them are all of `/etc` that the relay's
//! user can read, any host on the two ports, UDP, and sockets in the file system, which Landlock
//! does not cover. A kernel that has Landlock only in part, or not at all, is no reason not to
//! serve.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, NetPort, Ruleset, RulesetAttr as _,
    RulesetCreatedAttr as _, RulesetError, RulesetStatus, Scope, path_beneath_rules,
};
use tracing::{info, warn};

use crate::config::{Config, Listen};
use crate::systemd;

/// What the C library reads for a name look-up: `resolv.conf`, `hosts`, `nsswitch.conf` and the
/// libraries that it names. Folders, because these files are also replaced by renaming.
const NAME_LOOKUPS: [&str; 6] = [
    "/etc",
    "/run/systemd/resolve",
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
];
/// Often a link to what a network manager keeps under `/run`.
const NAME_SERVERS: &str = "/etc/resolv.conf";
/// Name servers are queried by UDP, which Landlock does not cover, and by TCP for long answers.
const DOMAIN: u16 = 53;

/// What is still allowed.
#[derive(Debug, PartialEq, Eq)]
struct Rules {
    /// What is readable: folders, and single files where the folder would be `/`.
    read: BTreeSet<PathBuf>,
    /// Folders of our sockets.
    remove: BTreeSet<PathBuf>,
    /// TCP ports.
    connect: BTreeSet<u16>,
    /// The IPC scopes that are denied: signals, and abstract sockets unless the service manager
    /// listens on one.
    scopes: BitFlags<Scope>,
}

/// Drops all rights but those that the settings need, for this thread and those that it starts.
pub(crate) fn confine(config: &Config) {
    let rules = Rules::of(
        config,
        Path::new(NAME_SERVERS),
        systemd::notifies_abstractly(),
    );
    match rules.enforce() {
        Ok(RulesetStatus::FullyEnforced) => info!("confined by landlock"),
        Ok(RulesetStatus::PartiallyEnforced) => {
            info!("confined by landlock as far as this kernel has it");
        }
        Ok(RulesetStatus::NotEnforced) => warn!("this kernel has no landlock: not confined"),
        Err(error) => warn!(%error, "not confined"),
    }
}

impl Rules {
    /// `abstractly` is whether the service manager is notified by an abstract socket.
    fn of(config: &Config, name_servers: &Path, abstractly: bool) -> Self {
        let (_, port) = config.upstream.host_and_port();
        Self {
            read: config
                .files
                .iter()
                .map(PathBuf::as_path)
                .chain([name_servers])
                .flat_map(readable)
                .chain(NAME_LOOKUPS.map(PathBuf::from))
                .collect(),
            remove: [&config.listen, &config.admin]
                .into_iter()
                .filter_map(|listen| match listen {
                    Listen::Unix(path) => Some(folder(path).unwrap_or(Path::new(".")).to_owned()),
                    Listen::Tcp(_) => None,
                })
                .collect(),
            connect: BTreeSet::from([port, DOMAIN]),
            scopes: match abstractly {
                true => Scope::Signal.into(),
                false => BitFlags::all(),
            },
        }
    }

    fn enforce(&self) -> Result<RulesetStatus, RulesetError> {
        // The fifth ABI added ioctl of devices, the sixth scopes. What the kernel lacks is left
        // out.
        let confined = Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V5))?
            .handle_access(BitFlags::<AccessNet>::all())?
            .scope(self.scopes)?
            .create()?
            .add_rules(path_beneath_rules(
                &self.read,
                AccessFs::ReadFile | AccessFs::ReadDir,
            ))?
            .add_rules(path_beneath_rules(&self.remove, AccessFs::RemoveFile))?
            .add_rules(
                self.connect
                    .iter()
                    .map(|&port| Ok::<_, RulesetError>(NetPort::new(port, AccessNet::ConnectTcp))),
            )?
            .restrict_self()?;
        Ok(confined.ruleset)
    }
}

/// What has to be readable for a file, also after it is renewed: its folder, because a renewed file
/// is a new one there, and the folder of the file that it links to.
fn readable(file: &Path) -> impl Iterator<Item = PathBuf> {
    let target = file.canonicalize().ok();
    [Some(file.to_owned()), target]
        .into_iter()
        .flatten()
        .map(|file| match folder(&file) {
            None => PathBuf::from("."),
            // The folder is all there is.
            Some(folder) if folder.parent().is_none() => file,
            Some(folder) => folder.to_owned(),
        })
}

/// The folder of a path; none where it is the one we are in.
fn folder(path: &Path) -> Option<&Path> {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::ErrorKind;
    use std::net::{TcpListener, TcpStream};
    use std::os::linux::net::SocketAddrExt as _;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::{SocketAddr, UnixListener, UnixStream};

    use tempfile::TempDir;

    use super::*;

    fn ports(listener: &TcpListener) -> BTreeSet<u16> {
        BTreeSet::from([listener.local_addr().unwrap().port()])
    }

    #[test]
    fn the_settings_say_what_is_needed() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("relay.toml");
        let settings = include_str!("../relay.example.toml")
            .replace("\"127.0.0.1:8301\"", "\"unix:/run/kerbside/admin.sock\"")
            .replace("groupe-psa.com/", "groupe-psa.com:8443/")
            .replace("\"client.key\"", "\"/secrets/client.key\"")
            .replace("\"stellantis-ca.pem\"", "\"/ca.pem\"");
        fs::write(&file, settings).unwrap();
        let key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
        fs::write(folder.path().join("edge-2026-11.key"), key).unwrap();
        let config = Config::load(&file, |_| None).unwrap();
        // As a network manager leaves it.
        let run = TempDir::new().unwrap();
        let (target, link) = (run.path().join("resolv.conf"), folder.path().join("resolv"));
        fs::write(&target, "").unwrap();
        symlink(&target, &link).unwrap();
        let rules = Rules::of(&config, &link, false);
        for path in [
            folder.path(),
            run.path(),
            Path::new("/secrets"),
            Path::new("/ca.pem"),
        ] {
            assert!(rules.read.contains(path), "{path:?} of {rules:?}");
        }
        assert!(!rules.read.contains(Path::new("/")));
        assert_eq!(rules.remove, [PathBuf::from("/run/kerbside")].into());
        assert_eq!(rules.connect, [8443, 53].into());
        assert_eq!(rules.scopes, Scope::Signal | Scope::AbstractUnixSocket);
        // A service manager gets reports after the start as well.
        assert_eq!(Rules::of(&config, &link, true).scopes, Scope::Signal);
    }

    #[test]
    fn what_is_not_needed_is_refused_once_it_is_given_up() {
        let (ours, target, elsewhere) = (
            TempDir::new().unwrap(),
            TempDir::new().unwrap(),
            TempDir::new().unwrap(),
        );
        let secret = elsewhere.path().join("secret");
        fs::write(&secret, "x").unwrap();
        // As a renewal leaves it: the link leads to a file that came after the rules.
        let (first, second) = (target.path().join("cert-1"), target.path().join("cert-2"));
        fs::write(&first, "1").unwrap();
        let link = ours.path().join("cert.pem");
        symlink(&first, &link).unwrap();
        let (allowed, forbidden) = (
            TcpListener::bind("127.0.0.1:0").unwrap(),
            TcpListener::bind("127.0.0.1:0").unwrap(),
        );
        let rules = Rules {
            read: readable(&link).collect(),
            remove: [ours.path().to_owned()].into(),
            connect: ports(&allowed),
            scopes: BitFlags::all(),
        };
        let name = SocketAddr::from_abstract_name(target.path().as_os_str().as_bytes()).unwrap();
        let _service = UnixListener::bind_addr(&name).unwrap();
        fs::write(&second, "2").unwrap();
        fs::remove_file(&link).unwrap();
        symlink(&second, &link).unwrap();
        // Rights are given up by a thread, and for good.
        let confined = std::thread::spawn(move || {
            let status = rules.enforce().unwrap();
            if status == RulesetStatus::NotEnforced {
                return None;
            }
            Some([
                fs::read(&link).err(),
                fs::read(&secret).err(),
                fs::read_dir("/").err(),
                fs::write(&secret, "y").err(),
                fs::write(ours.path().join("new"), "y").err(),
                TcpStream::connect(allowed.local_addr().unwrap()).err(),
                TcpStream::connect(forbidden.local_addr().unwrap()).err(),
                TcpListener::bind("127.0.0.1:0").err(),
                fs::remove_file(&link).err(),
                UnixStream::connect_addr(&name).err(),
            ])
        });
        let Some(outcomes) = confined.join().unwrap() else {
            println!("SKIPPED: this kernel has no landlock");
            return;
        };
        let denied = outcomes.map(|error| error.map(|error| error.kind()));
        let no = Some(ErrorKind::PermissionDenied);
        assert_eq!(denied, [None, no, no, no, no, None, no, no, None, no]);
    }
}
