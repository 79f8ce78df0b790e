//! PostgreSQL.

use std::path::PathBuf;

use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use super::{Account, Process, TempDir, eventually, run};

pub struct Postgres {
    process: Process,
    account: Account,
    directory: TempDir,
}

impl Postgres {
    pub async fn start() -> Self {
        let (account, directory) = (Account::of("postgres"), TempDir::new());
        account.own(directory.path());
        let mut initdb = account.command(binaries().join("initdb"));
        initdb.args(["--auth=trust", "--username=postgres", "--no-sync", "--encoding=UTF8", "--locale=C"]);
        run(initdb.arg("-D").arg(directory.join("data")));
        let process = Self::process(&account, &directory);
        let server = Self { process, account, directory };
        server.pool(1).await.close().await;
        server
    }

    /// What a killed process has written the kernel keeps, so the disk need not be waited for.
    fn process(account: &Account, directory: &TempDir) -> Process {
        let mut postgres = account.command(binaries().join("postgres"));
        postgres.arg("-D").arg(directory.join("data")).arg("-k").arg(directory.path());
        postgres.args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=100"]);
        Process::start(&mut postgres)
    }

    pub fn options(&self) -> PgConnectOptions {
        PgConnectOptions::new().socket(self.directory.path()).username("postgres").database("postgres")
    }

    /// A pool, when the server is up.
    pub async fn pool(&self, size: u32) -> PgPool {
        eventually(async || PgPoolOptions::new().max_connections(size).connect_with(self.options()).await)
            .await
    }

    /// A pool on a new database.
    pub async fn database(&self, name: &'static str) -> PgPool {
        let admin = self.pool(1).await;
        sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&admin).await.unwrap();
        admin.close().await;
        self.existing(name).await
    }

    /// A pool on a database that is there.
    pub async fn existing(&self, name: &'static str) -> PgPool {
        PgPoolOptions::new().max_connections(16).connect_with(self.options().database(name)).await.unwrap()
    }

    /// Whether it can be connected to now.
    pub async fn connect(&self) -> sqlx::Result<()> {
        use sqlx::{ConnectOptions, Connection};
        self.options().connect().await?.close().await
    }

    /// The processes that serve connections and keep house.
    pub fn children(&self) -> Vec<u32> {
        let id = self.process.id();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
        children.split_whitespace().filter_map(|id| id.parse().ok()).collect()
    }

    /// Kills the whole server and starts it again.
    pub fn crash(&mut self) {
        self.process.kill();
        self.restart();
    }

    /// Starts the server again if it has ended, which it may refuse while processes of the killed one live
    /// on.
    pub fn restart(&mut self) {
        self.process = Self::process(&self.account, &self.directory);
    }

    pub fn has_ended(&mut self) -> bool {
        self.process.has_ended()
    }
}

fn binaries() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").expect("run tests/adapter/install");
    let mut versions: Vec<PathBuf> = versions
        .map(|version| version.unwrap().path().join("bin"))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    versions.sort();
    versions.pop().expect("run tests/adapter/install")
}
