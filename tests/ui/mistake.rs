//! A mistake: a file, and the expectations for the message about it.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// One mistake.
pub(crate) struct Mistake {
    /// The path of the file, relative to this folder.
    pub(crate) path: PathBuf,
    /// The name of the folder: an attribute, or `wiring`.
    pub(crate) attribute: String,
    /// The name of the file, in words.
    pub(crate) name: String,
    /// The content of the file.
    pub(crate) source: String,
    /// The user's wrong words, one of which must be underlined (`//! token:`).
    pub(crate) tokens: Vec<String>,
    /// The words of the fix, which the message must contain (`//! fix:`).
    pub(crate) fix: String,
}

impl Mistake {
    fn read(path: &Path) -> Self {
        let source = fs::read_to_string(root().join(path)).unwrap();
        let header = |key: &str| -> Vec<String> {
            let lines = source.lines().map_while(|line| line.strip_prefix("//! "));
            lines.filter_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).map(str::to_owned).collect()
        };
        let words = |part: Option<&std::ffi::OsStr>| part.unwrap().to_str().unwrap().to_owned();
        let (tokens, fix) = (header("token"), header("fix").join("\n"));
        assert!(!tokens.is_empty() && !fix.is_empty(), "{}: `//! token:` and `//! fix:`", path.display());
        Self {
            attribute: words(path.parent().map(Path::as_os_str)),
            name: words(path.file_stem()).replace('_', " "),
            path: path.to_owned(),
            source,
            tokens,
            fix,
        }
    }

    /// Returns `true` if the compiler or another crate writes the whole message, or adds a list of types to it, and nothing
    /// of ours could change that. The handlers of actix-web add such a list.
    pub(crate) fn is_beyond(&self) -> bool {
        matches!(self.attribute.as_str(), "beyond" | "actix")
    }

    /// Returns the recorded message of the compiler.
    pub(crate) fn message(&self) -> String {
        fs::read_to_string(root().join(&self.path).with_extension("stderr")).unwrap_or_default()
    }
}

/// Reads all mistakes, sorted by path.
pub(crate) fn all() -> Vec<Mistake> {
    files("rs").iter().map(|path| Mistake::read(path)).collect()
}

/// Returns the paths of all files with an extension in the folders here, relative to this folder and sorted.
pub(crate) fn files(extension: &str) -> Vec<PathBuf> {
    // The code of `mutants` is none of the mistakes.
    let folders = fs::read_dir(root()).unwrap().map(|folder| folder.unwrap().path());
    let folders = folders.filter(|path| path.is_dir() && !path.ends_with("mutants"));
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|file| file.extension().is_some_and(|found| found == extension))
        .map(|file| file.strip_prefix(root()).unwrap().to_owned())
        .collect();
    files.sort();
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
