//! The recorded results, in `benches/results.json`: the table for the documentation, and the gate against which a later run
//! is set.

use std::{collections::BTreeMap, fs, path::PathBuf};

use serde::{Deserialize, Serialize};

/// The results of a run.
#[derive(Default, Deserialize, Serialize)]
pub(crate) struct Record {
    /// CPU time of a case, ours and by hand.
    pub(crate) cases: BTreeMap<String, Ratio>,
    /// Rows under load.
    #[serde(default)]
    pub(crate) load: BTreeMap<String, Load>,
    /// Resident memory, in KiB.
    #[serde(default)]
    pub(crate) memory: BTreeMap<String, i64>,
    /// Counts of allocations.
    #[serde(default)]
    pub(crate) allocations: BTreeMap<String, u64>,
}

/// CPU time of a case in microseconds.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Ratio {
    pub(crate) ours: f64,
    pub(crate) by_hand: f64,
    /// The median of the ratios of the rounds.
    pub(crate) ratio: f64,
    /// The ratios between which half of the rounds are.
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// The largest ratio that this project allows itself.
    pub(crate) goal: f64,
}

/// Latency and CPU time of operations of several clients.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Load {
    pub(crate) clients: usize,
    pub(crate) a_second: f64,
    /// In microseconds.
    pub(crate) p50: f64,
    /// In microseconds.
    pub(crate) p99: f64,
    /// CPU time of this process in microseconds, without that of a database server.
    pub(crate) cpu: f64,
}

/// The factor by which the same code differs between two builds, and between two runs: code and memory are at other addresses.
const LAYOUT: f64 = 1.03;

impl Ratio {
    /// Returns the spread of half of the rounds. The median of some thirty rounds moves by a fifth of it, so two medians that
    /// differ by all of it do not by chance.
    fn spread(&self) -> f64 {
        self.high - self.low
    }

    /// Returns `true` if this ratio is worse than a recorded one by more than chance and the layout of a program explain.
    fn is_worse_than(&self, recorded: &Self) -> bool {
        self.ratio > recorded.ratio * LAYOUT + self.spread().max(recorded.spread())
    }
}

impl Record {
    fn path() -> PathBuf {
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/results.json"))
    }

    /// Reads the recorded results. A missing file is empty.
    pub(crate) fn read() -> Self {
        match fs::read(Self::path()) {
            Ok(file) => {
                serde_json::from_slice(&file).expect("results.json is written by `benches/run record`")
            }
            Err(_) => Self::default(),
        }
    }

    /// Writes the results over those of the same names.
    pub(crate) fn write(self) {
        let mut all = Self::read();
        all.cases.extend(self.cases.into_iter().map(|(name, ratio)| (name, ratio.rounded())));
        all.load.extend(self.load.into_iter().map(|(name, load)| (name, load.rounded())));
        all.memory.extend(self.memory);
        all.allocations.extend(self.allocations);
        let json = serde_json::to_string_pretty(&all).expect("plain numbers") + "\n";
        fs::write(Self::path(), json).expect("the folder of the benches");
    }

    /// Returns the names of the cases that are worse than the recorded ones, each with a sentence.
    pub(crate) fn worse(&self) -> BTreeMap<String, String> {
        let recorded = Self::read();
        let cases = self.cases.iter().filter_map(|(name, now)| {
            let then = recorded.cases.get(name)?;
            let worse = || (name.clone(), format!("{name}: {:.3}, recorded {:.3}", now.ratio, then.ratio));
            now.is_worse_than(then).then(worse)
        });
        let counts = self.allocations.iter().filter_map(|(name, now)| {
            let then = recorded.allocations.get(name)?;
            (now > then).then(|| (name.clone(), format!("{name}: {now} allocations, recorded {then}")))
        });
        cases.chain(counts).collect()
    }

    /// Prints the tables.
    pub(crate) fn print(&self) {
        if !self.cases.is_empty() {
            println!("| CPU time | µs | by hand, µs | ratio | half of the rounds | goal |");
            println!("| --- | --: | --: | --: | --: | --: |");
        }
        for (name, Ratio { ours, by_hand, ratio, low, high, goal }) in &self.cases {
            println!("| {name} | {ours:.2} | {by_hand:.2} | {ratio:.2} | {low:.2}–{high:.2} | {goal:.2} |");
        }
        if !self.load.is_empty() {
            println!("\n| rows under load | clients | a second | p50, µs | p99, µs | CPU, µs |");
            println!("| --- | --: | --: | --: | --: | --: |");
        }
        for (name, Load { clients, a_second, p50, p99, cpu }) in &self.load {
            let name = name.rsplit_once(", ").map_or(name.as_str(), |(name, _)| name);
            println!("| {name} | {clients} | {a_second:.0} | {p50:.0} | {p99:.0} | {cpu:.0} |");
        }
        if !self.memory.is_empty() {
            println!("\n| memory | KiB |\n| --- | --: |");
        }
        for (name, kib) in &self.memory {
            println!("| {name} | {kib} |");
        }
        if !self.allocations.is_empty() {
            println!("\n| allocations | count |\n| --- | --: |");
        }
        for (name, count) in &self.allocations {
            println!("| {name} | {count} |");
        }
    }
}

impl Ratio {
    fn rounded(self) -> Self {
        let Self { ours, by_hand, ratio, low, high, goal } = self;
        let (ours, by_hand) = (round(ours), round(by_hand));
        Self { ours, by_hand, ratio: round(ratio), low: round(low), high: round(high), goal }
    }
}

impl Load {
    fn rounded(self) -> Self {
        let Self { clients, a_second, p50, p99, cpu } = self;
        Self { clients, a_second: a_second.round(), p50: p50.round(), p99: p99.round(), cpu: round(cpu) }
    }
}

fn round(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}
