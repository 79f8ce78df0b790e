//! `.env`, `.gitignore` and `README.md` of a new project.

use super::Project;
use crate::arguments::{Store, Way};

pub(super) const GITIGNORE: &str = "/target\n/.env\n*.sqlite\n*.sqlite-shm\n*.sqlite-wal\n";

impl Project {
    /// Returns the file of variables, with the secret or as an example.
    pub(super) fn env(&self, secret: Option<&str>) -> String {
        let mut file = match secret {
            Some(secret) => format!(
                "# This file stays on this machine. On a server, the platform sets these variables.\nAUTH_SECRET={secret}\n"
            ),
            None => {
                "# Copy this file to `.env`. `cargo auth secret --write` adds AUTH_SECRET to it.\n".to_owned()
            }
        };
        file.push_str(
            "\n# The URL that browsers use.\nAUTH_URL=http://localhost:3000\n\n\
                       # Where the server listens. On a server, 0.0.0.0:3000.\n# ADDRESS=127.0.0.1:3000\n",
        );
        match self.store {
            Store::Sqlite => file.push_str(&format!("\nDATABASE_URL=sqlite:{}.sqlite\n", self.name)),
            Store::Postgres => {
                file.push_str(&format!(
                    "\n# `createdb {0}` makes it.\nDATABASE_URL=postgres://localhost/{0}\n",
                    self.name
                ));
            }
            Store::Memory => {}
        }
        if self.has(Way::Github) {
            file.push_str(
                "\n# https://github.com/settings/applications/new makes both. The callback URL is\n\
                 # http://localhost:3000/auth/callback/github\nAUTH_GITHUB_ID=\nAUTH_GITHUB_SECRET=\n",
            );
        }
        if self.sends_mails() {
            file.push_str(
                "\n# Without a server, mails are printed on the terminal.\n\
                 # AUTH_EMAIL_SERVER=smtps://user:password@smtp.example.com\n# AUTH_EMAIL_FROM=no-reply@example.com\n",
            );
        }
        file
    }

    pub(super) fn readme(&self) -> String {
        let name = &self.name;
        format!(
            "# {name}\n\n```sh\ncargo run\n```\n\nThen open <http://localhost:3000>.\n\n\
             | file | content |\n| --- | --- |\n\
             | `src/callbacks.rs` | what the token holds, what the browser sees, who may sign in |\n\
             | `src/routes.rs` | the pages, each with who may call it |\n\
             | `src/main.rs` | the configuration |\n\
             | `routes.json` | who may call what, compared by `cargo test` |\n\
             | `.env` | the secret and other variables of this machine; git ignores it |\n\n\
             `cargo auth doctor` says what is wrong with the configuration, and the\n\
             [guide](https://docs.rs/typed-auth/latest/auth/guide/) how everything works.\n"
        )
    }
}
