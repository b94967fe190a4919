//! A proxy of hyper, tokio and rustls and as little else as can be: what a call costs the packages
//! that the relay is built on. It checks nothing, keeps no time and writes no log.

use std::cell::RefCell;
use std::error::Error;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use bytes::Bytes;
use clap::Parser;
use http::header::{CONNECTION, HOST};
use http::{HeaderValue, Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tikv_jemallocator::Jemalloc;
use tokio::io::{AsyncRead, AsyncWrite, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{LocalSet, spawn_local};
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio_rustls::{TlsAcceptor, TlsConnector};

/// The relay's, without its thread that gives memory back.
#[global_allocator]
static ALLOCATOR: Jemalloc = Jemalloc;

/// A record of TLS is read at once, as the relay does.
const RECORD: usize = 17 << 10;

type AnyError = Box<dyn Error + Send + Sync>;

/// A proxy that only passes calls on.
#[derive(Debug, Parser)]
#[command(version)]
struct BareArguments {
    /// Where it listens, on 127.0.0.1.
    #[arg(long)]
    port: u16,
    /// Where its upstream listens, with TLS.
    #[arg(long)]
    upstream: u16,
    /// The upstream's name.
    #[arg(long)]
    name: String,
    /// Its authority.
    #[arg(long)]
    ca: PathBuf,
    /// What the upstream lets in.
    #[arg(long)]
    certificate: PathBuf,
    /// Its key.
    #[arg(long)]
    key: PathBuf,
    /// What it shows to callers, who come by TLS then.
    #[arg(long, requires = "server_key")]
    server_certificate: Option<PathBuf>,
    /// Its key.
    #[arg(long)]
    server_key: Option<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), AnyError> {
    let arguments = BareArguments::parse();
    let acceptor = acceptor(&arguments)?;
    let upstream = Rc::new(FreeConnections::new(&arguments)?);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port)).await?;
    let accepting = async {
        loop {
            let (tcp, _) = listener.accept().await?;
            tcp.set_nodelay(true)?;
            let (acceptor, upstream) = (acceptor.clone(), Rc::clone(&upstream));
            spawn_local(async move {
                match acceptor {
                    Some(tls) => serve(tls.accept(tcp).await?, upstream).await,
                    None => serve(tcp, upstream).await,
                }
            });
        }
    };
    LocalSet::new().run_until(accepting).await
}

fn acceptor(arguments: &BareArguments) -> Result<Option<TlsAcceptor>, AnyError> {
    let (Some(certificate), Some(key)) = (&arguments.server_certificate, &arguments.server_key)
    else {
        return Ok(None);
    };
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from_pem_file(certificate)?],
            PrivateKeyDer::from_pem_file(key)?,
        )?;
    Ok(Some(TlsAcceptor::from(Arc::new(config))))
}

/// Serves a connection to its end.
async fn serve<S>(stream: S, upstream: Rc<FreeConnections>) -> Result<(), AnyError>
where
    S: AsyncRead + AsyncWrite + Unpin + 'static,
{
    let service = service_fn(|request| upstream.pass_on(request));
    let serving = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    Ok(serving.await?)
}

/// The connections to the upstream.
struct FreeConnections {
    tls: TlsConnector,
    name: ServerName<'static>,
    host: HeaderValue,
    port: u16,
    free: RefCell<Vec<SendRequest<Full<Bytes>>>>,
}

impl FreeConnections {
    fn new(arguments: &BareArguments) -> Result<Self, AnyError> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(&arguments.ca)?)?;
        let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_client_auth_cert(
                vec![CertificateDer::from_pem_file(&arguments.certificate)?],
                PrivateKeyDer::from_pem_file(&arguments.key)?,
            )?;
        Ok(Self {
            tls: TlsConnector::from(Arc::new(config)),
            name: ServerName::try_from(arguments.name.clone())?,
            host: format!("{}:{}", arguments.name, arguments.upstream).try_into()?,
            port: arguments.upstream,
            free: RefCell::default(),
        })
    }

    /// Passes a request on, and an answer back once it is there as a whole, which is what the relay
    /// promises.
    async fn pass_on(&self, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, AnyError> {
        let (mut head, _) = request.into_parts();
        head.headers.insert(HOST, self.host.clone());
        head.headers.remove(CONNECTION);
        let request = Request::from_parts(head, Full::default());
        let free = self.free.borrow_mut().pop();
        let mut connection = match free {
            Some(connection) => connection,
            None => self.connect().await?,
        };
        connection.ready().await?;
        let (head, body) = connection.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        self.free.borrow_mut().push(connection);
        Ok(Response::from_parts(head, Full::new(body)))
    }

    async fn connect(&self) -> Result<SendRequest<Full<Bytes>>, AnyError> {
        let tcp = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await?;
        tcp.set_nodelay(true)?;
        let tcp = BufReader::with_capacity(RECORD, tcp);
        let tls = self.tls.connect(self.name.clone(), tcp).await?;
        let (sender, connection) = handshake(TokioIo::new(tls)).await?;
        spawn_local(connection);
        Ok(sender)
    }
}
