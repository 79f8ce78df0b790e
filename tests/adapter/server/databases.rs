//! Both SQL servers, for stories that need a fresh database each.
#![allow(dead_code, reason = "the stories of other tests need it")]

use std::sync::atomic::{AtomicU32, Ordering};

use auth::adapter::{AnyAdapter, MySqlAdapter, PostgresAdapter, Schema};

use super::{mariadb::MariaDb, postgres::Postgres};

pub struct Servers {
    postgres: Postgres,
    mariadb: MariaDb,
    created: AtomicU32,
}

impl Servers {
    pub async fn start() -> Self {
        let (postgres, mariadb) = tokio::join!(Postgres::start(), MariaDb::start());
        Self { postgres, mariadb, created: AtomicU32::new(0) }
    }

    /// A new database on each server, with the tables.
    pub async fn databases(&self) -> [AnyAdapter; 2] {
        let number = self.created.fetch_add(1, Ordering::Relaxed);
        let name: &'static str = format!("story_{number}").leak();
        let postgres = PostgresAdapter::new(self.postgres.database(name).await, Schema::PgAdapter);
        postgres.migrate().await.unwrap();
        let mariadb = MySqlAdapter::new(self.mariadb.database(name).await);
        mariadb.migrate().await.unwrap();
        [AnyAdapter::new(postgres), AnyAdapter::new(mariadb)]
    }
}
