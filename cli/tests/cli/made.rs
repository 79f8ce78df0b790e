//! The projects that `cargo auth new` makes: all compile, and one is run.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    time::Duration,
};

use crate::site::{FINE, clean, empty, make_workspace, root, run, turn, write};

const STORES: [&str; 3] = ["sqlite", "postgres", "memory"];

/// Returns all sets of ways to sign in.
fn ways() -> impl Iterator<Item = String> {
    let ways = ["github", "email", "passkey", "password"];
    (1_u8..16).map(move |bits| {
        let chosen = ways.iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1).map(|(_, way)| *way);
        chosen.collect::<Vec<_>>().join(",")
    })
}

/// Makes a project in a workspace of tests. Files that have not changed stay, so that cargo does not build anew.
fn make(site: &Path, name: &str, ways: &str, store: &str) {
    let made = empty(&format!("made-{name}"));
    let root = root();
    let library = root.to_str().unwrap();
    let path = made.join(name);
    let arguments = ["new", path.to_str().unwrap(), "--with", ways, "--store", store, "--library", library];
    run(&made, &arguments, &[]).with(FINE);
    for file in ["Cargo.toml", "src/main.rs", "src/callbacks.rs", "src/routes.rs", "routes.json", ".env"] {
        let mut text = fs::read_to_string(path.join(file)).unwrap();
        if file == "Cargo.toml" {
            // Profiles belong to the workspace.
            text = text.split("\n# Hashing").next().unwrap().to_owned();
            // The features are those of the fixture, so that cargo builds the library once for both.
            text = text.replace(", \"sqlite\"]", ", \"sqlite\", \"typescript\"]");
        }
        write(&site.join(name).join(file), &text);
    }
    fs::remove_dir_all(made).unwrap();
}

fn site(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cargo-auth").join(name)
}

fn cargo(folder: &Path, arguments: &[&str]) {
    let output = clean(Path::new(env!("CARGO")), folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The features of each are checked by a unit test; here, the compiler sees all projects at once.
#[test]
fn each_project_compiles_without_a_warning() {
    let _turn = turn();
    let site = site("all");
    let mut names = Vec::new();
    for (index, ways) in ways().enumerate() {
        for store in STORES {
            let name = format!("app-{index}-{store}");
            make(&site, &name, &ways, store);
            names.push(name);
        }
    }
    let members: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(members.len(), 45);
    make_workspace(&site, &members);
    let mut check = clean(Path::new(env!("CARGO")), &site);
    let output = check.args(["check", "--workspace", "--quiet"]).output().unwrap();
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !messages.contains("warning"), "{messages}");
}

/// A server, which ends with this value.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn get(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn a_new_project_runs_passes_its_test_and_answers() {
    let turn = turn();
    let site = site("one");
    make_workspace(&site, &["shop"]);
    make(&site, "shop", "github,email,passkey,password", "sqlite");
    let project = site.join("shop");
    cargo(&project, &["test", "--quiet"]);
    cargo(&project, &["build", "--quiet"]);
    drop(turn);

    // The project reads its `.env`.
    let _ = fs::remove_file(project.join("shop.sqlite"));
    let ran = run(&project, &["doctor"], &[]).with(FINE);
    for text in [
        "origin          http://localhost:3000\n",
        "email (email)",
        "passkey (webauthn)",
        "[pending_migration]",
    ] {
        assert!(ran.out.contains(text), "{text}\n{}", ran.out);
    }
    let routes = run(&project, &["routes", "--check", "routes.json"], &[]).with(FINE);
    assert!(routes.out.contains("is up to date"), "{}", routes.out);
    run(&project, &["migrate", "apply"], &[]).with(FINE);
    run(&project, &["size"], &[]);

    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let program = target.join("debug").join(format!("shop{}", std::env::consts::EXE_SUFFIX));
    let mut command = clean(&program, &project);
    let mut server = Server(command.env("ADDRESS", "127.0.0.1:0").stdout(Stdio::piped()).spawn().unwrap());
    let lines = BufReader::new(server.0.stdout.take().unwrap()).lines();
    let url = lines.map_while(Result::ok).find(|line| line.starts_with("http://localhost:")).unwrap();
    let port: u16 = url.rsplit(':').next().unwrap().parse().unwrap();
    let home = get(port, "/");
    assert!(home.starts_with("HTTP/1.1 200") && home.contains("Sign in"), "{home}");
    let private = get(port, "/private");
    assert!(private.starts_with("HTTP/1.1 401") || private.starts_with("HTTP/1.1 303"), "{private}");
    let sign_in = get(port, "/auth/signin");
    assert!(sign_in.starts_with("HTTP/1.1 200") && sign_in.contains("password"), "{sign_in}");
    assert!(!sign_in.contains("GitHub"), "GitHub is off without its variables");
}
