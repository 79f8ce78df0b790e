//! The floor plan of the crates, held by tests: no circles of imports between the modules of a level, a contract that
//! imports nothing above it, small files that say what they are, a map in ARCHITECTURE.md that matches the tree, and
//! documents for auditors that name tests which exist. Also links, the guide, and the files for a public forge.

#![cfg(test)]

mod circle;
mod forge;
mod guide;
mod imports;
mod links;
mod papers;
mod tree;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use self::tree::{Crate, Module};

/// More modules at the top do not fit one look.
const MAX_TOP_LEVEL: usize = 20;

/// The longest file of source, tests included.
const MAX_LINES: usize = 400;

/// The interface of adapters and its implementations, each of which Rust requires in one block, and their longest file.
const INTERFACE: [&str; 5] = [
    "adapter/any.rs",
    "adapter/interface.rs",
    "adapter/memory/mod.rs",
    "adapter/redis/mod.rs",
    "adapter/sql/adapter.rs",
];
const MAX_LINES_OF_INTERFACE: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn crates() -> [Crate; 2] {
    ["auth-core", "auth-macros"].map(|name| Crate::read(name, &root().join(name).join("src")))
}

#[test]
fn modules_of_one_level_do_not_import_each_other_in_circles() {
    for krate in crates() {
        let circles: Vec<String> = krate
            .levels()
            .into_iter()
            .filter_map(|level| {
                let circle = circle::largest(&krate.imports_between(&level));
                (circle.len() > 1).then(|| format!("{}::{}: {circle:?}", krate.name, level.join("::")))
            })
            .collect();
        assert!(circles.is_empty(), "circles of imports:\n{}", circles.join("\n"));
    }
}

#[test]
fn the_contract_imports_nothing_above_it() {
    let [core, _] = crates();
    let imports = core.imports_between(&[]);
    assert_eq!(imports.get("contract"), Some(&BTreeSet::new()));
}

#[test]
fn the_layers_are_those_of_the_map() {
    let [core, _] = crates();
    let imports = core.imports_between(&[]);
    let importers = |of: &str| -> Vec<&str> {
        imports.iter().filter(|(_, targets)| targets.contains(of)).map(|(name, _)| name.as_str()).collect()
    };
    assert_eq!(
        importers("app"),
        ["integration", "testing"],
        "only integrations and the test kit are above `app`"
    );
    let above_the_flow = ["app", "integration", "testing"];
    assert!(importers("flow").iter().all(|name| above_the_flow.contains(name)), "{:?}", importers("flow"));
}

#[test]
fn the_top_level_fits_one_look() {
    for krate in crates() {
        let modules = krate.children(&[]);
        assert!(modules.len() <= MAX_TOP_LEVEL, "{}: {} modules: {modules:?}", krate.name, modules.len());
    }
}

#[test]
fn every_file_is_small_and_says_what_it_is() {
    let mut faults = Vec::new();
    for folder in ["auth-core/src", "auth-macros/src", "cli/src", "src"] {
        for file in tree::files(&root().join(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            let lines = text.lines().count();
            let is_snapshot =
                file.components().any(|part| part.as_os_str() == "expand") && text.contains("__private");
            let is_interface = INTERFACE.iter().any(|name| file.ends_with(name));
            if lines > if is_interface { MAX_LINES_OF_INTERFACE } else { MAX_LINES } {
                faults.push(format!("{} has {lines} lines", file.display()));
            }
            if !text.starts_with("//!") && !is_snapshot {
                faults.push(format!("{} does not begin with a `//!` line", file.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Modules whose children are too many and too much alike for the map.
const SUMMARISED: [&str; 1] = ["catalog"];

#[test]
fn every_module_is_on_the_map() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let is_named = |name: &str| {
        let in_code = |text: &str| {
            text.split(['/', '{', '}', ',', ' ']).any(|part| part.trim_end_matches(".rs") == name)
        };
        map.split('`').skip(1).step_by(2).any(in_code)
    };
    let missing: Vec<String> = crates()
        .iter()
        .flat_map(|krate| krate.modules.keys().map(|module| (krate.name, module)))
        .filter(|(_, module)| (1..=2).contains(&module.len()))
        .filter(|(_, module)| !module.iter().any(|part| SUMMARISED.contains(&part.as_str())))
        .filter(|(_, module)| !is_named(module.last().unwrap()))
        .map(|(name, module)| format!("{name}: {}", module.join("::")))
        .collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md does not name\n{}", missing.join("\n"));
}

#[test]
fn every_path_on_the_map_exists() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let places = [
        "",
        "auth-core/src",
        "auth-core/src/flow",
        "auth-core/src/contract",
        "auth-core/src/app",
        "auth-macros/src",
        "src",
    ];
    let gone: BTreeSet<&str> = map
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|code| (code.ends_with(".rs") || code.ends_with('/')) && !code.contains(['{', ' ', '*', ':']))
        .filter(|path| !places.iter().any(|place| root().join(place).join(path).exists()))
        .collect();
    assert!(gone.is_empty(), "ARCHITECTURE.md names what does not exist: {gone:?}");
}

/// The imports of modules, by name.
type Imports = BTreeMap<String, BTreeSet<String>>;

/// A crate of this test's own: what the rules above would say of it.
fn imports(files: &[(&str, &str)]) -> Imports {
    let module = |(path, text): &(&str, &str)| {
        let path: Module = path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
        (path, (*text).to_owned())
    };
    Crate::of("made_up", files.iter().map(module).collect()).imports_between(&[])
}

#[test]
fn imports_are_found_in_trees_in_code_and_through_exports() {
    let found = imports(&[
        ("", "mod a; mod b; mod c;"),
        ("a", "use crate::{b::{self, X}, c}; fn f() { super::b::g() }"),
        ("b", "pub mod inner; pub use self::inner::X; macro_rules! m { () => { $crate::c::Y } }"),
        ("b::inner", "pub struct X; // use crate::a::Z;"),
        ("c", "#[cfg(test)] mod tests { use crate::a; } /// crate::a\npub struct Y;"),
    ]);
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(found["a"], names(&["b", "c"]));
    assert_eq!(found["b"], names(&["c"]));
    assert_eq!(found["c"], names(&[]));
    assert!(circle::largest(&found).len() <= 1);
}

#[test]
fn a_circle_is_found() {
    let found = imports(&[
        ("", "mod a; mod b; mod c;"),
        ("a", "use crate::b;"),
        ("b", "use crate::c;"),
        ("c", "fn f() { crate::a::g() }"),
    ]);
    assert_eq!(circle::largest(&found), ["a", "b", "c"]);
}
