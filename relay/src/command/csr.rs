//! `relay csr`: a key that never leaves this machine, and the request for its certificate in the
//! form that the manufacturer signs.

mod passphrase;
mod request;
mod subject;

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::Exit;
use super::new_file::{self, NewFile};
use request::KeyAndRequest;

/// What the request says, and where key and request go.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    subject: subject::Flags,
    /// The new file of the key, which only you can read
    #[arg(long, value_name = "FILE", default_value = "client.key")]
    key: PathBuf,
    /// The new file of the request, which the manufacturer gets
    #[arg(long, value_name = "FILE", default_value = "client.csr")]
    request: PathBuf,
    /// The file with the key's passphrase in its first line
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// Makes both files or neither.
pub(super) fn run(arguments: &Arguments) -> Exit {
    if is_same(&arguments.key, &arguments.request) {
        return Exit::Usage.because(format_args!(
            "--key and --request are both {}; each needs a file of its own",
            arguments.key.display()
        ));
    }
    for file in [&arguments.key, &arguments.request] {
        if let Err(error) = new_file::is_vacant(file) {
            return Exit::Failure.because(error);
        }
    }
    let asks = io::stdin().is_terminal() && io::stderr().is_terminal();
    let subject = match arguments.subject.complete(asks) {
        Ok(subject) => subject,
        Err(error) => return Exit::Usage.because(error),
    };
    let passphrase = match passphrase::find(arguments.passphrase_file.as_deref(), asks) {
        Ok(passphrase) => passphrase,
        Err(error) => return Exit::Usage.because(error),
    };
    let made = match request::make(&subject, &passphrase) {
        Ok(made) => made,
        Err(error) => return Exit::Failure.because(error),
    };
    if let Err(error) = write(&arguments.key, &arguments.request, &made) {
        return Exit::Failure.because(error);
    }
    let next = format!(
        "{key}: the private key under its passphrase, RSA 2048. Keep it: without it the certificate is worth nothing.\n\
         {request}: the request. Send it to the manufacturer; it has no secret in it.\n\
         subject: {subject}\n",
        key = arguments.key.display(),
        request = arguments.request.display(),
    );
    match io::stdout().write_all(next.as_bytes()) {
        Ok(()) => Exit::Well,
        Err(error) => Exit::Failure.because(error),
    }
}

fn is_same(key: &Path, request: &Path) -> bool {
    // A name that cannot be made absolute is empty.
    std::path::absolute(key).ok() == std::path::absolute(request).ok()
}

fn write(key: &Path, request: &Path, made: &KeyAndRequest) -> Result<(), new_file::Error> {
    let request = NewFile::public(request)?;
    let key = match NewFile::secret(key) {
        Ok(key) => key,
        Err(error) => {
            request.remove();
            return Err(error);
        }
    };
    new_file::fill([(key, &made.key.expose_str()), (request, &made.request)])
}
