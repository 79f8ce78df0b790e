//! `src/main.rs` of a new project.

use super::Project;
use crate::arguments::{Store, Way};

impl Project {
    pub(super) fn main_file(&self) -> String {
        let name = &self.name;
        let adapter = match self.store {
            Store::Sqlite => "SqliteAdapter",
            Store::Postgres => "PostgresAdapter, Schema",
            Store::Memory => "MemoryAdapter",
        };
        let adapter = if adapter.contains(',') { format!("{{{adapter}}}") } else { adapter.to_owned() };
        let database = match self.store {
            Store::Sqlite => {
                "    let database = SqliteAdapter::open(&variable(\"DATABASE_URL\")?).await?;\n    database.migrate().await?;\n"
            }
            Store::Postgres => {
                "    let pool = sqlx::PgPool::connect(&variable(\"DATABASE_URL\")?).await?;\n    \
                 let database = PostgresAdapter::new(pool, Schema::PgAdapter);\n    database.migrate().await?;\n"
            }
            Store::Memory => {
                "    let database = MemoryAdapter::new(); // everything is lost when the program ends\n"
            }
        };
        let mut callbacks = vec!["Visible", "issue"];
        if self.has(Way::Password) {
            callbacks.push("register");
        }
        let mut file = format!(
            "//! {name}: an application with sign-in. `callbacks.rs` has the rules, `routes.rs` the pages.\n\n\
             mod callbacks;\nmod routes;\n\nuse std::{{net::SocketAddr, time::Duration}};\n\nuse auth::{{{imports}}};\n\n\
             use crate::callbacks::{{{callbacks}}};\n\n\
             #[tokio::main]\nasync fn main() -> auth::Result<()> {{\n    \
             // The file `.env` is for this machine; on a server, the platform sets the variables.\n    \
             let _ = dotenvy::dotenv();\n    tracing_subscriber::fmt().init();\n\n{database}\n",
            imports = self.imports(&adapter),
            callbacks = callbacks.join(", "),
        );
        file.push_str(&self.builder());
        file.push_str(
            "    // Answers `cargo auth`, and does nothing unless it asks.\n    \
             auth.commands().routes(&routes::routes()).answer().await?;\n\n    \
             let address = std::env::var(\"ADDRESS\").unwrap_or_else(|_| \"127.0.0.1:3000\".to_owned());\n    \
             let listener = tokio::net::TcpListener::bind(address).await?;\n    \
             println!(\"http://localhost:{}\", listener.local_addr()?.port());\n    \
             // The connect info carries the client address, by which attempts to sign in are limited.\n    \
             let app = routes::app(auth).into_make_service_with_connect_info::<SocketAddr>();\n    \
             axum::serve(listener, app).await?;\n    Ok(())\n}\n",
        );
        if self.store != Store::Memory {
            file.push_str(
                "\n/// Returns a variable of the environment.\nfn variable(name: &str) -> auth::Result<String> {\n    \
                 Ok(std::env::var(name).map_err(|_| format!(\"{name} is not set: `.env.example` shows how\"))?)\n}\n",
            );
        }
        if self.sends_mails() {
            file.push_str(&self.email());
        }
        file
    }

    /// Returns what the file imports from `auth`.
    fn imports(&self, adapter: &str) -> String {
        let mut providers = Vec::new();
        if self.has(Way::Github) {
            providers.push("GitHub".to_owned());
        }
        if self.has(Way::Passkey) {
            providers.push("Passkey".to_owned());
        }
        if self.has(Way::Password) {
            providers.push("Passwords".to_owned());
        }
        if self.sends_mails() {
            providers.insert(0, "Email".to_owned());
            let accounts = if self.has(Way::Password) { "AccountMails, " } else { "" };
            let content = if self.has(Way::Email) { "CodeLength, " } else { "" };
            let mail = if self.has(Way::Email) { ", MailContent" } else { "" };
            providers
                .push(format!("email::{{{accounts}{content}ConsoleTransport, EmailVariableError{mail}}}"));
        }
        let providers = match providers.as_slice() {
            [only] => only.clone(),
            several => format!("{{{}}}", several.join(", ")),
        };
        format!("Auth, adapter::{adapter}, provider::{providers}")
    }

    /// Returns the statements that configure the application.
    fn builder(&self) -> String {
        let mut calls = vec![
            ".adapter(database)".to_owned(),
            "// All sessions of a user can be ended, for example by a new password.".to_owned(),
            ".revocable_tokens(Duration::from_secs(10))".to_owned(),
        ];
        if self.needs_github() {
            calls.push(".provider(GitHub::from_env()?)".to_owned());
        }
        if self.has(Way::Email) {
            calls.push(".email(email()?)".to_owned());
        }
        if self.has(Way::Passkey) {
            let registration = if self.ways == [Way::Passkey] { ".open_registration()" } else { "" };
            calls.push(format!(".passkey(Passkey::new().relying_party_name({:?}){registration})", self.name));
        }
        if self.has(Way::Password) {
            let mails = if self.has(Way::Email) { "new()" } else { "sent_by(email()?)" };
            calls.push(".passwords(Passwords::new())".to_owned());
            calls.push("// Sign-ups, forgotten passwords, other addresses.".to_owned());
            calls.push(format!(".account_mails(AccountMails::{mails})"));
            calls.push(".sign_up::<register>()".to_owned());
        }
        calls.push("// Users look after themselves, at /auth/account.".to_owned());
        calls.push(".account_page()".to_owned());
        let calls: String = calls.iter().map(|call| format!("\n        {call}")).collect();
        let builder = "Auth::builder() // reads AUTH_SECRET and AUTH_URL";
        let end = ".jwt::<issue>()\n        .session::<Visible>()\n        .build()?;\n";
        if self.needs_github() || !self.has(Way::Github) {
            return format!("    let auth: Auth<Visible> = {builder}{calls}\n        {end}");
        }
        format!(
            "    let mut builder = {builder}{calls};\n    match GitHub::from_env() {{\n        \
             Ok(github) => builder = builder.provider(github),\n        \
             Err(missing) => println!(\"Sign-in through GitHub is off: {{missing}}\"),\n    }}\n    \
             let auth: Auth<Visible> = builder\n        {end}"
        )
    }

    /// Returns the function that makes the sender of mails.
    fn email(&self) -> String {
        let email = "\n/// Sends mails through the server that the environment names, or prints them if it names none.\n\
                     fn email() -> auth::Result<Email> {\n    let email = match Email::from_env() {\n        \
                     Err(EmailVariableError::Missing { .. }) => Email::new(ConsoleTransport, \"no-reply@localhost\")?,\n        \
                     configured => configured?,\n    };\n    ";
        let result = if self.has(Way::Email) {
            "Ok(email.content(MailContent::LinkAndCode(CodeLength::Six)))"
        } else {
            "Ok(email)"
        };
        format!("{email}{result}\n}}\n")
    }
}
