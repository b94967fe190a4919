//! A Kubernetes Secret is renewed as it is: the names in its folder are symlinks through `..data`,
//! which comes to point to another folder in one step.

use std::os::unix::fs::symlink;

use rustls::ALL_VERSIONS;

use crate::support::authority::{Authority, Pair};
use crate::support::client::{Call, VEHICLES};
use crate::support::relay::Folder;
use crate::support::upstream::{Upstream, json, mutual_tls};

/// Makes a folder of this version and points `..data` to it, as the kubelet does.
fn publish(folder: &Folder, version: &str, identity: &Pair) {
    let path = folder.path();
    std::fs::create_dir(path.join(version)).unwrap();
    folder.write(&format!("{version}/client.pem"), &identity.certificate);
    folder.write(&format!("{version}/client.key"), &identity.key);
    symlink(version, path.join("..data_tmp")).unwrap();
    std::fs::rename(path.join("..data_tmp"), path.join("..data")).unwrap();
}

#[test]
fn a_secret_that_swaps_its_symlink_is_taken_up_by_the_poll() {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, |_| json("200 OK", "{}"));
    let (first, second) = (authority.client(), authority.client());
    let folder = Folder::new(&authority, &first);
    publish(&folder, "..version_1", &first);
    for name in ["client.pem", "client.key"] {
        std::fs::remove_file(folder.path().join(name)).unwrap();
        symlink(format!("..data/{name}"), folder.path().join(name)).unwrap();
    }
    let relay = folder.start(upstream.port, &[("RELAY_RELOAD_INTERVAL", "1")]);
    assert_eq!(relay.send(&Call::to(VEHICLES)).status, 200);

    publish(&folder, "..version_2", &second);
    std::fs::remove_dir_all(folder.path().join("..version_1")).unwrap();
    assert_eq!(
        relay.logged("renewed")["what"],
        "identity \"test\": certificate"
    );
    let again = format!("{VEHICLES}?pageToken=1");
    assert_eq!(relay.send(&Call::to(&again)).status, 200);
    let shown: std::collections::HashSet<_> = upstream
        .clients()
        .into_iter()
        .map(|client| client.certificate)
        .collect();
    assert_eq!(shown.len(), 2);
}
