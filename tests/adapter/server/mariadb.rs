//! MariaDB.

use sqlx::{
    ConnectOptions, MySqlConnection, MySqlPool,
    mysql::{MySqlConnectOptions, MySqlPoolOptions},
};

use super::{Account, Process, TempDir, eventually, run};

pub struct MariaDb {
    _process: Process,
    directory: TempDir,
}

impl MariaDb {
    pub async fn start() -> Self {
        let (account, directory) = (Account::of("mysql"), TempDir::new());
        account.own(directory.path());
        let data = format!("--datadir={}", directory.join("data").display());
        // At its start, a server deletes the temporary tables of all others that have the same directory for them.
        let temporary = format!("--tmpdir={}", directory.path().display());
        let mut install = account.command("mariadb-install-db");
        install.args(["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db"]);
        run(install.args([&data, &temporary]));
        let mut mariadbd = account.command("/usr/sbin/mariadbd");
        mariadbd.args(["--no-defaults", "--skip-networking", "--innodb-flush-log-at-trx-commit=0"]);
        mariadbd.args([&data, &temporary]);
        mariadbd.arg(format!("--socket={}", directory.join("socket").display()));
        let server = Self { _process: Process::start(&mut mariadbd), directory };
        eventually(async || server.connect("mysql").await).await.close().await;
        server
    }

    async fn connect(&self, database: &str) -> sqlx::Result<MySqlPool> {
        let options = self.options().username("root").database(database);
        MySqlPoolOptions::new().max_connections(16).connect_with(options).await
    }

    /// A pool on a new database.
    pub async fn database(&self, name: &'static str) -> MySqlPool {
        let admin = self.connect("mysql").await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&admin).await.unwrap();
        admin.close().await;
        self.existing(name).await
    }

    /// A pool on a database that is there.
    pub async fn existing(&self, name: &str) -> MySqlPool {
        self.connect(name).await.unwrap()
    }

    /// A single connection to a database.
    pub async fn connection(&self, name: &str) -> MySqlConnection {
        self.options().username("root").database(name).connect().await.unwrap()
    }

    /// A pool on a database, for a user without the rights of an administrator.
    pub async fn visitor(&self, name: &str, user: &str, password: &str) -> MySqlPool {
        let options = self.options().username(user).password(password).database(name);
        MySqlPoolOptions::new().connect_with(options).await.unwrap()
    }

    fn options(&self) -> MySqlConnectOptions {
        MySqlConnectOptions::new().socket(self.directory.join("socket"))
    }
}
