//! Redis.

use std::process::Command;

use redis::aio::MultiplexedConnection;

use super::{Process, TempDir, eventually};

pub struct Redis {
    _process: Process,
    directory: TempDir,
}

impl Redis {
    pub async fn start() -> Self {
        let directory = TempDir::new();
        let mut command = Command::new("redis-server");
        command.args(["--port", "0", "--save", "", "--appendonly", "no"]);
        command.arg("--unixsocket").arg(directory.join("socket")).arg("--dir").arg(directory.path());
        Self { _process: Process::start(&mut command), directory }
    }

    pub async fn connection(&self) -> MultiplexedConnection {
        let url = format!("redis+unix://{}", self.directory.join("socket").display());
        let client = redis::Client::open(url).unwrap();
        eventually(async || client.get_multiplexed_async_connection().await).await
    }
}
