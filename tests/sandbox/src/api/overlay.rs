//! Files that are served in place of the world, one a path: somebody's captured answers. A page of a
//! list is all of it: its links to the others would lead back to the same file.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use hyper::StatusCode;
use serde_json::Value;

/// A folder of answers. The one for `/user/vehicles` is `user/vehicles.json` in it, or
/// `user/vehicles.404.json` for another status than 200; the latter goes first.
#[derive(Clone, Debug)]
pub(crate) struct Overlay {
    root: PathBuf,
}

impl Overlay {
    /// The files below `root`, which must be a folder.
    pub(crate) fn open(root: &Path) -> io::Result<Self> {
        fs::read_dir(root)?;
        Ok(Self {
            root: root.to_owned(),
        })
    }

    /// What is laid over a path, which begins with a slash: read anew each time, and served even
    /// where it isn't JSON.
    pub(crate) fn find(&self, path: &str) -> io::Result<Option<(StatusCode, Vec<u8>)>> {
        let Some((folder, name)) = self.place(path) else {
            return Ok(None);
        };
        for (status, file) in candidates(&folder, name)? {
            match fs::read(folder.join(file)) {
                Ok(body) if status == StatusCode::OK => return Ok(Some((status, alone(body)))),
                Ok(body) => return Ok(Some((status, body))),
                // It went away after the folder was listed.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// The folder and the head of the file name for a path. Nothing but letters, digits, `-` and
    /// `_` makes it into either, so no path leads out of the root.
    fn place<'a>(&self, path: &'a str) -> Option<(PathBuf, &'a str)> {
        let mut segments: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let whole = |segment: &&str| !segment.is_empty() && segment.bytes().all(plain);
        if !segments.iter().all(whole) {
            return None;
        }
        let name = segments.pop()?;
        let mut folder = self.root.clone();
        folder.extend(segments);
        Some((folder, name))
    }
}

/// The files in a folder for a name, with their statuses, in the order in which they are tried.
fn candidates(folder: &Path, name: &str) -> io::Result<Vec<(StatusCode, String)>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries {
        let Ok(file) = entry?.file_name().into_string() else {
            continue;
        };
        let middle = file
            .strip_prefix(name)
            .and_then(|rest| rest.strip_suffix(".json"));
        let status = match middle {
            Some("") => Some(StatusCode::OK),
            Some(middle) => middle.strip_prefix('.').and_then(final_status),
            None => None,
        };
        if let Some(status) = status {
            found.push((status, file));
        }
    }
    // Digits are before letters: a name with a status is before the one without.
    found.sort_by(|(_, one), (_, other)| one.cmp(other));
    Ok(found)
}

/// A page of a list as the only one; anything else as it is.
fn alone(body: Vec<u8>) -> Vec<u8> {
    let Ok(mut page) = serde_json::from_slice::<Value>(&body) else {
        return body;
    };
    let embedded = page.get("_embedded").and_then(Value::as_object);
    // A list of one may be the one.
    let items = embedded.and_then(|embedded| embedded.values().next());
    let Some(count) = items.map(|items| items.as_array().map_or(1, Vec::len)) else {
        return body;
    };
    let mut is_changed = false;
    if let Some(total) = page.get_mut("total") {
        is_changed |= *total != count;
        *total = Value::from(count);
    }
    if let Some(Value::Object(links)) = page.get_mut("_links") {
        for relation in ["next", "prev", "last"] {
            is_changed |= links.remove(relation).is_some();
        }
    }
    match is_changed {
        true => page.to_string().into_bytes(),
        false => body,
    }
}

fn final_status(code: &str) -> Option<StatusCode> {
    let status: StatusCode = code.parse().ok()?;
    (!status.is_informational()).then_some(status)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tempfile::TempDir;

    use super::*;

    fn laid(files: &[(&str, &str)]) -> (TempDir, Overlay) {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("root");
        fs::create_dir(&root).unwrap();
        for (file, body) in files {
            let file = root.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, body).unwrap();
        }
        let overlay = Overlay::open(&root).unwrap();
        (dir, overlay)
    }

    fn found(overlay: &Overlay, path: &str) -> Option<(u16, String)> {
        let (status, body) = overlay.find(path).unwrap()?;
        Some((status.as_u16(), String::from_utf8(body).unwrap()))
    }

    #[test]
    fn a_file_is_laid_over_its_path_and_no_other() {
        let (_dir, overlay) = laid(&[
            ("user.json", "account"),
            ("user/vehicles.json", "cars"),
            ("user/vehicles/ab1/status.json", "status"),
        ]);
        for (path, body) in [
            ("/user", Some("account")),
            ("/user/vehicles", Some("cars")),
            ("/user/vehicles/ab1/status", Some("status")),
            ("/user/vehicles/ab1", None),
            ("/user/vehicles/ab2/status", None),
            ("/user/vehicle", None),
            ("/user/", None),
            ("/user.json", None),
            ("/", None),
            ("", None),
        ] {
            let body = body.map(|body| (200, body.to_owned()));
            assert_eq!(found(&overlay, path), body, "{path}");
        }
    }

    #[test]
    fn a_status_comes_from_the_name_of_the_file() {
        let (_dir, overlay) = laid(&[
            ("user.json", "fine"),
            ("user.503.json", "down"),
            ("user/vehicles.404.json", "none"),
            ("user/callbacks.0.json", "no status"),
            ("user/callbacks.101.json", "no final one"),
            ("user/callbacks.404.json.bak", "no ending"),
        ]);
        assert_eq!(found(&overlay, "/user"), Some((503, String::from("down"))));
        let vehicles = found(&overlay, "/user/vehicles");
        assert_eq!(vehicles, Some((404, String::from("none"))));
        assert_eq!(found(&overlay, "/user/callbacks"), None);
    }

    #[test]
    fn a_page_of_several_is_all_of_its_list() {
        let page = r#"{"total":3,"_embedded":{"trips":[{"id":"a"},{"id":"b"}]},
            "_links":{"self":{"href":"s"},"prev":{"href":"p"},"next":{"href":"n"},"last":{"href":"l"}}}"#;
        let only = r#"{"total":3,"_embedded":{"alerts":{"id":"a"}}}"#;
        let whole = r#"{"total":1, "_embedded":{"trips":[{"id":"a"}]}, "_links":{"self":{}}}"#;
        let car = r#"{"id":"a", "_embedded":{"extension":{"total":7}}}"#;
        let (_dir, overlay) = laid(&[
            ("page.json", page),
            ("page/old.404.json", page),
            ("only.json", only),
            ("whole.json", whole),
            ("car.json", car),
        ]);
        let body = |path| found(&overlay, path).unwrap().1;
        let alone: Value = serde_json::from_str(&body("/page")).unwrap();
        let trips = json!([{"id": "a"}, {"id": "b"}]);
        assert_eq!(
            alone,
            json!({"total": 2, "_embedded": {"trips": trips}, "_links": {"self": {"href": "s"}}})
        );
        let one: Value = serde_json::from_str(&body("/only")).unwrap();
        assert_eq!(one["total"], 1);
        for (path, sent) in [("/page/old", page), ("/whole", whole), ("/car", car)] {
            assert_eq!(body(path), sent, "{path}");
        }
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let (dir, overlay) = laid(&[("user.json", "account")]);
        fs::write(dir.path().join("secret.json"), "secret").unwrap();
        for path in [
            "/../secret",
            "/user/../../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "//secret",
            "/./user",
            "/user\\..\\..\\secret",
            "/user\0",
        ] {
            assert_eq!(found(&overlay, path), None, "{path}");
        }
        let absolute = dir.path().join("secret");
        assert_eq!(found(&overlay, absolute.to_str().unwrap()), None);
    }

    #[test]
    fn a_file_that_changes_is_read_anew() {
        let (dir, overlay) = laid(&[("user.json", "before")]);
        assert_eq!(
            found(&overlay, "/user"),
            Some((200, String::from("before")))
        );
        fs::write(dir.path().join("root/user.json"), "after {").unwrap();
        let after = found(&overlay, "/user");
        assert_eq!(after, Some((200, String::from("after {"))));
    }

    #[test]
    fn a_folder_that_is_not_there_is_noticed_at_once() {
        let dir = tempfile::tempdir().unwrap();
        assert!(Overlay::open(&dir.path().join("nowhere")).is_err());
    }
}
