//! The modules of a crate, read from its sources.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use super::{
    Imports,
    imports::{Source, Target},
};

/// The path of a module below the root of its crate.
pub(crate) type Module = Vec<String>;

/// A crate: its modules, with the imports of each. Modules that exist in tests only are left out.
pub(crate) struct Crate {
    pub(crate) name: &'static str,
    pub(crate) modules: BTreeMap<Module, Source>,
}

impl Crate {
    /// Reads a crate from its folder.
    pub(crate) fn read(name: &'static str, folder: &Path) -> Self {
        let modules = files(folder).into_iter().map(|file| {
            let path = module_of(file.strip_prefix(folder).unwrap());
            (path, fs::read_to_string(&file).unwrap())
        });
        Self::of(name, modules.collect())
    }

    /// Reads a crate from the text of each module.
    pub(crate) fn of(name: &'static str, modules: BTreeMap<Module, String>) -> Self {
        let mut modules: BTreeMap<Module, Source> =
            modules.into_iter().map(|(path, text)| (path.clone(), Source::read(path, &text))).collect();
        let tests: BTreeSet<Module> = modules.values().flat_map(|source| source.tests.clone()).collect();
        modules.retain(|path, _| !tests.iter().any(|test| path.starts_with(test)));
        Self { name, modules }
    }

    /// The names of the modules directly below a module.
    pub(crate) fn children(&self, parent: &[String]) -> BTreeSet<String> {
        let below = self.modules.keys().filter(|path| path.starts_with(parent));
        below.filter_map(|path| path.get(parent.len()).cloned()).collect()
    }

    /// The modules that have modules below them, the root first.
    pub(crate) fn levels(&self) -> BTreeSet<Module> {
        self.modules.keys().flat_map(|path| (0..path.len()).map(|length| path[..length].to_vec())).collect()
    }

    /// The imports between the modules directly below a module.
    pub(crate) fn imports_between(&self, parent: &[String]) -> Imports {
        let children = self.children(parent);
        let mut imports: Imports = children.iter().map(|child| (child.clone(), BTreeSet::new())).collect();
        for (path, source) in self.modules.iter().filter(|(path, _)| path.starts_with(parent)) {
            let Some(importer) = path.get(parent.len()) else { continue };
            for target in &source.targets {
                let resolved = self.resolve(target.clone(), 0);
                let Some(name) = resolved.strip_prefix(parent).and_then(|rest| rest.first()) else {
                    continue;
                };
                if name != importer && children.contains(name) {
                    imports.entry(importer.clone()).or_default().insert(name.clone());
                }
            }
        }
        imports
    }

    /// Follows what modules export to the module that it comes from.
    fn resolve(&self, target: Target, depth: usize) -> Target {
        let is_module = |path: &[String]| self.modules.contains_key(path);
        let outside =
            (1..=target.len()).find(|&length| target.get(..length).is_some_and(|path| !is_module(path)));
        let Some((item, module)) = outside.and_then(|length| target.get(..length)?.split_last()) else {
            return target;
        };
        let export = self.modules.get(module).and_then(|source| source.exports.get(item));
        match export {
            Some(origin) if depth < 8 && !origin.starts_with(&target) => {
                let rest = target.get(module.len() + 1..).unwrap_or_default();
                self.resolve([origin.as_slice(), rest].concat(), depth + 1)
            }
            _ => target,
        }
    }
}

/// The files of a folder that hold Rust, in all of its folders.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn module_of(file: &Path) -> Module {
    let mut path: Module =
        file.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if matches!(path.last().map(String::as_str), Some("mod" | "lib")) {
        path.pop();
    }
    path
}
