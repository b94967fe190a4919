//! The keys and certificates of sandboxes, kept beside the program: its two RSA keys take longer to
//! make than all else of its start. The sandbox looks itself whether they still serve.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Gives a sandbox of `program` that has no folder yet what an earlier one made.
pub(crate) fn lend(program: &Path, folder: &Path) -> io::Result<()> {
    let kept = place(program);
    if folder.exists() || !is_of(program, &kept) {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    copy(&kept, folder)
}

/// Keeps what the sandbox of `program` has made in `folder`, unless something of this build is kept.
pub(crate) fn keep(program: &Path, folder: &Path) -> io::Result<()> {
    let kept = place(program);
    if is_of(program, &kept) {
        return Ok(());
    }
    let beside = tempfile::Builder::new()
        .prefix("sandbox-keys-")
        .tempdir_in(kept.parent().unwrap_or(&kept))?;
    copy(folder, beside.path())?;
    match fs::remove_dir_all(&kept) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // One of another test may be there by now, and serves as well.
    let _ = fs::rename(beside.path(), &kept);
    Ok(())
}

fn place(program: &Path) -> PathBuf {
    program.with_file_name("sandbox-keys")
}

/// Whether what is kept was made after the program was built.
fn is_of(program: &Path, kept: &Path) -> bool {
    let modified = |path| fs::metadata(path).and_then(|found| found.modified());
    matches!((modified(program), modified(kept)), (Ok(built), Ok(kept)) if kept >= built)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "pem")
            && let Some(name) = path.file_name()
        {
            match fs::copy(&path, to.join(name)) {
                // Taken away by another test as of an older build: the sandbox makes what it lacks.
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_new_folder_has_what_an_earlier_sandbox_of_the_same_build_made() {
        let all = tempfile::tempdir().unwrap();
        let [program, first, second, third] =
            ["sandbox", "first", "second", "third"].map(|name| all.path().join(name));
        fs::write(&program, "").unwrap();
        lend(&program, &first).unwrap();
        assert!(!first.exists());

        fs::create_dir(&first).unwrap();
        fs::write(first.join("ca.pem"), "made").unwrap();
        fs::write(first.join("sandbox.json"), "its own").unwrap();
        keep(&program, &first).unwrap();
        lend(&program, &second).unwrap();
        assert_eq!(fs::read_to_string(second.join("ca.pem")).unwrap(), "made");
        assert!(!second.join("sandbox.json").exists());

        // Built anew, it makes its own, which are kept in place of the former.
        let later =
            fs::metadata(place(&program)).unwrap().modified().unwrap() + Duration::from_secs(1);
        fs::File::open(&program)
            .unwrap()
            .set_modified(later)
            .unwrap();
        lend(&program, &third).unwrap();
        assert!(!third.exists());
        fs::write(first.join("ca.pem"), "made anew").unwrap();
        keep(&program, &first).unwrap();
        let kept = fs::read_to_string(place(&program).join("ca.pem"));
        assert_eq!(kept.unwrap(), "made anew");
    }
}
