//! The foreign programs: one process per language, which takes tasks and answers them line by line.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use serde_json::Value;

/// The running programs, by their files.
pub(crate) type Peers = BTreeMap<&'static str, Peer>;

const JAVASCRIPT: &str = "peer.mjs";
const PYTHON: &str = "peer.py";

/// A foreign authenticator with keys of an algorithm.
pub(crate) struct Authenticator {
    pub(crate) program: &'static str,
    pub(crate) name: &'static str,
    pub(crate) algorithm: &'static str,
    /// The format of its attestation.
    pub(crate) format: &'static str,
}

impl Authenticator {
    /// All of them.
    pub(crate) const ALL: [Self; 7] = [
        Self::emulator("ES256", "none"),
        Self::emulator("EdDSA", "none"),
        Self::emulator("RS256", "none"),
        Self::emulator("ES256", "packed"),
        Self::emulator("EdDSA", "packed"),
        Self::emulator("RS256", "packed"),
        Self { program: PYTHON, name: "soft-webauthn", algorithm: "ES256", format: "none" },
    ];

    const fn emulator(algorithm: &'static str, format: &'static str) -> Self {
        Self { program: JAVASCRIPT, name: "nid-webauthn-emulator", algorithm, format }
    }
}

/// A foreign verifier.
pub(crate) struct Verifier {
    pub(crate) program: &'static str,
    pub(crate) name: &'static str,
}

impl Verifier {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [
        Self { program: JAVASCRIPT, name: "@simplewebauthn/server" },
        Self { program: PYTHON, name: "webauthn" },
        Self { program: PYTHON, name: "fido2" },
    ];
}

/// Starts the programs that are installed, and reports the others.
pub(crate) fn installed() -> Peers {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/webauthn");
    let programs = [
        (JAVASCRIPT, PathBuf::from("node"), folder.join("node_modules")),
        (PYTHON, folder.join(".venv/bin/python"), folder.join(".venv/bin/python")),
    ];
    let mut peers = Peers::new();
    for (file, program, packages) in programs {
        if packages.exists() {
            peers.insert(file, Peer::start(&program, &folder.join(file)));
        } else {
            println!("SKIPPED: {file} needs {}, which `tests/run` installs", packages.display());
        }
    }
    peers
}

/// A running program. It ends with this value.
pub(crate) struct Peer {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Peer {
    fn start(program: &Path, file: &Path) -> Self {
        let mut process = Command::new(program)
            .arg(file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
        let (input, output) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
        Self { process, input, output: BufReader::new(output) }
    }

    /// Hands over a task, and returns its result, or the error that the program has met.
    pub(crate) fn ask(&mut self, task: &Value) -> Result<Value, String> {
        writeln!(self.input, "{task}").unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        let mut answer: Value = serde_json::from_str(&line).expect("an answer in one line");
        match answer["failed"].as_str() {
            Some(reason) => Err(reason.to_owned()),
            None => Ok(answer["done"].take()),
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}
