//! An nginx in the relay's place: it answers with files, marks them as the relay marks what the
//! upstream answers, and counts.
//!
//! It cannot check signatures: that is done with the relay itself before anything is measured.

use std::cell::Cell;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};

use e2e::ports;
use serde_json::{Value, json};
use shared::hop::{RELAY_ANSWER, RelayAnswer};
use shared::operation::BASE_PATH;
use tempfile::TempDir;

use super::documents::{self, Document};
use crate::failure::Failure;
use crate::nginx::Nginx;

/// Cars of the longest list of cars.
pub(super) const MOST_CARS: usize = 20;
/// Moments on the page of telemetry.
pub(super) const MOMENTS: usize = 60;

/// A running nginx in the relay's place.
#[derive(Debug)]
pub(super) struct StandIn {
    _nginx: Nginx,
    /// Where it listens on 127.0.0.1.
    pub(super) port: u16,
    count_port: u16,
    /// Each look at the count is a request of its own.
    looks: Cell<u64>,
}

impl StandIn {
    /// Starts one on a core, with these statuses, each at the car of its name.
    pub(super) fn start(statuses: &[Document], core: usize) -> Result<Self, Failure> {
        let folder = TempDir::new()?;
        let path = folder.path();
        fs::create_dir(path.join("status"))?;
        let write_status = |name: &str, body: &[u8]| {
            fs::write(path.join("status").join(format!("{name}.json")), body)
        };
        for status in statuses {
            write_status(&status.name, &status.body)?;
        }
        let usual = documents::usual()?;
        for car in 0..MOST_CARS {
            write_status(&car_id(car), &usual.body)?;
        }
        for cars in 1..=MOST_CARS {
            let list = path.join(format!("vehicles-{cars}.json"));
            fs::write(list, serde_json::to_vec(&vehicles(cars)?)?)?;
        }
        fs::write(
            path.join("telemetry.json"),
            serde_json::to_vec(&telemetry()?)?,
        )?;
        let (port, count_port) = (ports::free()?, ports::free()?);
        let settings = settings(&path.display().to_string(), port, count_port);
        Ok(Self {
            _nginx: Nginx::start(folder, &settings, &[port, count_port], Some(core))?,
            port,
            count_port,
            looks: Cell::new(0),
        })
    }

    /// How many requests it had, but for the looks at this very number.
    pub(super) fn requests(&self) -> io::Result<u64> {
        let mut socket = TcpStream::connect((Ipv4Addr::LOCALHOST, self.count_port))?;
        socket.write_all(b"GET / HTTP/1.0\r\n\r\n")?;
        let mut page = String::new();
        socket.read_to_string(&mut page)?;
        self.looks.set(self.looks.get() + 1);
        let mut lines = page
            .lines()
            .skip_while(|line| !line.starts_with("server accepts"));
        let total: Option<u64> = lines
            .nth(1)
            .and_then(|line| line.split_whitespace().nth(2)?.parse().ok());
        total
            .and_then(|total| total.checked_sub(self.looks.get()))
            .ok_or_else(|| io::Error::other("nginx does not say how many requests it had"))
    }
}

fn settings(folder: &str, port: u16, count_port: u16) -> String {
    let upstream = RelayAnswer::Upstream.as_str();
    format!(
        r#"
        access_log off; default_type application/hal+json; etag off;
        keepalive_requests 1000000000; keepalive_timeout 1h;
        open_file_cache max=100 inactive=1h; open_file_cache_valid 1h;
        server {{
            listen 127.0.0.1:{port} backlog=4096;
            add_header {RELAY_ANSWER} {upstream} always;
            location ~ ^{BASE_PATH}/user/vehicles/([A-Za-z0-9_-]+)/status$ {{
                alias {folder}/status/$1.json;
            }}
            location ~ ^{BASE_PATH}/user/vehicles/[A-Za-z0-9_-]+/telemetry$ {{
                alias {folder}/telemetry.json;
            }}
            location = {BASE_PATH}/user/vehicles {{ alias {folder}/vehicles-$arg_pageSize.json; }}
            location / {{ return 404; }}
        }}
        server {{
            listen 127.0.0.1:{count_port};
            location / {{ stub_status; }}
        }}
        "#
    )
}

fn car_id(car: usize) -> String {
    format!("car-{car}")
}

fn vehicles(cars: usize) -> Result<Value, serde_json::Error> {
    let sample: Value = serde_json::from_str(include_str!(
        "../../../../shared/tests/samples/vehicle.json"
    ))?;
    let items: Vec<Value> = (0..cars)
        .map(|car| {
            let mut item = sample.clone();
            if let Some(members) = item.as_object_mut() {
                members.insert("id".to_owned(), car_id(car).into());
            }
            item
        })
        .collect();
    Ok(json!({"_embedded": {"vehicles": items}, "total": cars, "totalPage": 1, "currentPage": 0}))
}

fn telemetry() -> Result<Value, serde_json::Error> {
    let sample: Value = serde_json::from_str(include_str!(
        "../../../../shared/tests/samples/telemetry.json"
    ))?;
    let items = vec![sample; MOMENTS];
    Ok(
        json!({"_embedded": {"telemetries": items}, "total": MOMENTS, "totalPage": 1, "currentPage": 0}),
    )
}
