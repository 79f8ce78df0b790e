//! The files of a new project.

mod callbacks;
mod documents;
mod main_file;
mod manifest;
mod routes;

use crate::arguments::{Store, Way};

/// The library that a project depends on.
#[derive(Debug)]
pub(crate) enum Library {
    /// A version on the registry.
    Release(String),
    /// A repository.
    Git(String),
    /// A checkout.
    Path(String),
}

/// A new project.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) name: String,
    /// The ways to sign in, sorted, each once.
    pub(crate) ways: Vec<Way>,
    pub(crate) store: Store,
    pub(crate) library: Library,
}

impl Project {
    /// Returns the files, by their paths.
    pub(crate) fn files(&self, secret: &str) -> Vec<(&'static str, String)> {
        vec![
            ("Cargo.toml", self.manifest()),
            ("src/main.rs", self.main_file()),
            ("src/callbacks.rs", self.callbacks()),
            ("src/routes.rs", self.routes()),
            ("routes.json", routes::RECORD.to_owned()),
            (".env", self.env(Some(secret))),
            (".env.example", self.env(None)),
            (".gitignore", documents::GITIGNORE.to_owned()),
            ("README.md", self.readme()),
        ]
    }

    fn has(&self, way: Way) -> bool {
        self.ways.contains(&way)
    }

    /// Returns `true` if the application sends mails.
    fn sends_mails(&self) -> bool {
        self.has(Way::Email) || self.has(Way::Password)
    }

    /// Returns `true` if GitHub is the only way in, so that the application cannot do without.
    fn needs_github(&self) -> bool {
        self.ways == [Way::Github]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All projects: each set of ways with each database.
    fn all() -> impl Iterator<Item = Project> {
        let ways = [Way::Github, Way::Email, Way::Passkey, Way::Password];
        let sets = (1_u8..16).map(move |bits| {
            ways.into_iter()
                .enumerate()
                .filter(|(index, _)| bits >> index & 1 == 1)
                .map(|(_, way)| way)
                .collect()
        });
        sets.flat_map(|ways: Vec<Way>| {
            [Store::Sqlite, Store::Postgres, Store::Memory].map(|store| Project {
                name: "app".to_owned(),
                ways: ways.clone(),
                store,
                library: Library::Release("0.1.0".to_owned()),
            })
        })
    }

    /// The compiler checks all projects at once, with the features of all: this test checks those of each.
    #[test]
    fn what_a_project_imports_has_its_feature() {
        for project in all() {
            let (source, manifest) = (project.main_file(), project.manifest());
            for (word, feature) in [
                ("GitHub", "oauth"),
                ("Email", "email"),
                ("Passkey", "passkey"),
                ("Passwords", "password"),
                ("SqliteAdapter", "sqlite"),
                ("PostgresAdapter", "postgres"),
            ] {
                let is_imported = source.contains(word);
                assert_eq!(
                    is_imported,
                    manifest.contains(&format!("\"{feature}\"")),
                    "{feature}: {source}{manifest}"
                );
            }
            assert_eq!(source.contains("sqlx::"), manifest.contains("\nsqlx = "), "{source}");
        }
        assert_eq!(all().count(), 45);
    }

    #[test]
    fn the_secret_is_in_the_file_that_git_ignores_alone() {
        for project in all() {
            let with_it: Vec<_> = project
                .files("hush")
                .into_iter()
                .filter(|(_, text)| text.contains("hush"))
                .map(|(name, _)| name)
                .collect();
            assert_eq!(with_it, [".env"]);
            assert!(documents::GITIGNORE.lines().any(|line| line == "/.env"));
        }
    }
}
