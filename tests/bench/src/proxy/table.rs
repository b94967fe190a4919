//! The report as it is printed.

use std::fmt::Write as _;

use super::report::{Report, Spread, Summary};
use super::round::Row;
use super::running::Proxy;
use crate::client::Inbound;

const MIB: f64 = 1024.0 * 1024.0;
/// From here on a core counts as taken whole: the kernel has some of it for itself.
const FULL: f64 = 0.95;

/// Tables, and a chart for docs/performance.md. Writing to a String can't fail.
pub(super) fn table(report: &Report) -> String {
    let mut text = String::new();
    conditions(&mut text, report);
    for inbound in &report.settings.inbound {
        for row in &report.settings.rows {
            calls(&mut text, report, *inbound, *row);
        }
    }
    footprints(&mut text, report);
    chart(&mut text, report);
    text
}

fn conditions(text: &mut String, report: &Report) {
    let (conditions, settings) = (&report.conditions, &report.settings);
    let _ = writeln!(
        text,
        "GET /user/vehicles/{{id}}/status over mutual TLS, {} bytes; {}, {} cores, Linux {}\n\
         {} connections, paced at {} a second; medians, least and most of the rounds",
        conditions.body_bytes,
        conditions.processor,
        conditions.cores,
        conditions.kernel,
        settings.connections,
        settings.rate,
    );
    for program in &conditions.programs {
        let size = program.bytes as f64 / MIB;
        let (name, version) = (program.proxy.name(), &program.version);
        let _ = writeln!(text, "  {name:<24}{size:>6.1} MiB  {version}");
    }
}

fn calls(text: &mut String, report: &Report, inbound: Inbound, row: Row) {
    let _ = writeln!(
        text,
        "\n{}, {} in\n{:<24}{:>20}{:>18}{:>10}{:>9}{:>9}{:>9}{:>10}{:>8}{:>6}{:>8}",
        row_name(row),
        inbound_name(inbound),
        "",
        "CPU µs a call",
        "to nginx",
        "calls/s",
        "p50 µs",
        "p99 µs",
        "p99 +",
        "syscalls",
        "proxy",
        "load",
        "origin"
    );
    for line in lines(report, inbound, row) {
        let ratio = line
            .cpu_to_nginx
            .map_or_else(String::new, |it| spread(it, 2));
        let added = line.p99_added_us.filter(|_| line.proxy != Proxy::Direct);
        let added = added.map_or_else(String::new, |it| format!("{:.0}", it.median));
        let syscalls = line.syscalls_a_call;
        let syscalls = syscalls.map_or_else(String::new, |it| format!("{it:.2}"));
        let _ = writeln!(
            text,
            "{:<24}{:>20}{ratio:>18}{:>10.0}{:>9.0}{:>9.0}{added:>9}{syscalls:>10}{:>7.0}%{:>5.0}%{:>7.0}%{}",
            line.proxy.name(),
            spread(line.cpu_us_a_call, 1),
            line.calls_a_second.median,
            line.p50_us.median,
            line.p99_us.median,
            line.proxy_share.median * 100.0,
            line.load_share.median * 100.0,
            line.origin_share.median * 100.0,
            unsaturated(line),
        );
    }
}

/// Says where not the proxy was what set the rate, so that rate and times are not its own.
fn unsaturated(line: &Summary) -> &'static str {
    let free = line.row == Row::Saturated && line.proxy_share.median < FULL;
    match free && line.proxy != Proxy::Direct {
        true => "  the other core was the limit",
        false => "",
    }
}

fn footprints(text: &mut String, report: &Report) {
    let _ = writeln!(
        text,
        "\nmemory in MiB, after {} s at saturation and {} s later\n{:<24}{:>6}{:>9}{:>8}{:>8}{:>8}{:>8}{:>18}",
        report.settings.memory_seconds,
        report.settings.memory_wait,
        "",
        "in",
        "start ms",
        "idle",
        "peak",
        "after",
        "later",
        "KiB a connection"
    );
    for footprint in &report.footprints {
        let (name, inbound) = (footprint.proxy.name(), inbound_name(footprint.inbound));
        let _ = write!(text, "{name:<24}{inbound:>6}{:>9.0}", footprint.start_ms);
        if let Some(memory) = &footprint.memory {
            for bytes in [memory.idle, memory.peak, memory.saturated, memory.later] {
                let _ = write!(text, "{:>8.1}", bytes as f64 / MIB);
            }
            if let Some(bytes) = memory.a_connection {
                let _ = write!(text, "{:>18.1}", bytes / 1024.0);
            }
        }
        let _ = writeln!(text);
    }
}

/// Processor time a call relative to nginx's, a bar for each proxy in each row.
fn chart(text: &mut String, report: &Report) {
    for inbound in &report.settings.inbound {
        for row in &report.settings.rows {
            let lines: Vec<_> = lines(report, *inbound, *row)
                .filter(|line| line.proxy != Proxy::Direct)
                .filter_map(|line| Some((line.proxy.name(), line.cpu_to_nginx?.median)))
                .collect();
            let names: Vec<_> = lines
                .iter()
                .map(|(name, _)| format!("\"{name}\""))
                .collect();
            let bars: Vec<_> = lines.iter().map(|(_, bar)| format!("{bar:.2}")).collect();
            let most = lines.iter().fold(1.0, |most: f64, (_, bar)| most.max(*bar));
            let _ = writeln!(
                text,
                "\n```mermaid\nxychart-beta\n    title \"CPU a call, nginx = 1: {}, {} in\"\n    \
                 x-axis [{}]\n    y-axis \"nginx = 1\" 0 --> {:.0}\n    bar [{}]\n```",
                row_name(*row),
                inbound_name(*inbound),
                names.join(", "),
                most.ceil(),
                bars.join(", "),
            );
        }
    }
}

fn lines(report: &Report, inbound: Inbound, row: Row) -> impl Iterator<Item = &Summary> {
    let lines = report.summary.iter();
    lines.filter(move |line| line.inbound == inbound && line.row == row)
}

fn spread(spread: Spread, decimals: usize) -> String {
    let Spread {
        median,
        least,
        most,
    } = spread;
    format!("{median:.decimals$} ({least:.decimals$}-{most:.decimals$})")
}

const fn row_name(row: Row) -> &'static str {
    match row {
        Row::Saturated => "saturated",
        Row::Paced => "paced",
        Row::Single => "one at a time",
    }
}

const fn inbound_name(inbound: Inbound) -> &'static str {
    match inbound {
        Inbound::Plain => "plain",
        Inbound::Tls => "TLS",
    }
}
