//! Redis.

use std::process::Command;

use auth::adapter::{Adapter, WithRedis};

use super::{Process, TempDir, eventually, run};

pub struct Redis {
    process: Process,
    directory: TempDir,
}

impl Redis {
    pub async fn start() -> Self {
        let directory = TempDir::new();
        Self { process: Self::process(&directory), directory }
    }

    fn process(directory: &TempDir) -> Process {
        let mut command = Command::new("redis-server");
        command.args(["--port", "0", "--save", "", "--appendonly", "no"]);
        command.arg("--unixsocket").arg(directory.join("socket")).arg("--dir").arg(directory.path());
        Process::start(&mut command)
    }

    pub fn url(&self) -> String {
        format!("redis+unix://{}", self.directory.join("socket").display())
    }

    /// An adapter with a connection, when the server is up.
    pub async fn with<A: Adapter + Clone>(&self, inner: A) -> WithRedis<A> {
        eventually(async || WithRedis::connect(inner.clone(), &self.url()).await).await
    }

    /// Ends the server as an administrator does.
    pub fn stop(&mut self) {
        run(Command::new("kill").args(["-TERM", &self.process.id().to_string()]));
        self.process.wait();
    }

    /// Starts the server again, with no data, and waits until it is up.
    pub async fn restart(&mut self) {
        self.process = Self::process(&self.directory);
        let client = redis::Client::open(self.url()).unwrap();
        eventually(async || client.get_multiplexed_async_connection().await).await;
    }

    /// Sends a signal to the server.
    pub fn signal(&self, name: &str) {
        run(Command::new("kill").args([name, &self.process.id().to_string()]));
    }
}
