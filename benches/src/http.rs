//! Servers in processes of their own, and the requests to them over HTTP/1.1.
//!
//! A process serves on one thread, so the time that the kernel counts for it is that of its requests, with what the kernel
//! does for them.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, ChildStdin, Command, Stdio},
    time::Duration,
};

use axum::Router;

/// The number of connections that have a request each at the same time.
pub(crate) const CONNECTIONS: u32 = 16;

/// A server in a process of its own, which ends with this value.
pub(crate) struct Server {
    process: Child,
    /// The server ends when this end of its input is closed.
    _input: ChildStdin,
    connections: Vec<Connection>,
}

impl Server {
    /// Starts `bench listen SIDE`.
    pub(crate) fn start(side: &str) -> Self {
        let program = std::env::current_exe().expect("this program");
        let mut process = Command::new(program)
            .args(["listen", side])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        let input = process.stdin.take().expect("a pipe");
        let mut address = String::new();
        let mut output = BufReader::new(process.stdout.take().expect("a pipe"));
        output.read_line(&mut address).expect("an address");
        let connect = |_| Connection::open(address.trim());
        Self { process, _input: input, connections: (0..CONNECTIONS).map(connect).collect() }
    }

    /// Returns the CPU time of the process.
    pub(crate) fn cpu_time(process: u32) -> Duration {
        let counts = fs::read_to_string(format!("/proc/{process}/schedstat")).expect("Linux");
        let nanoseconds = counts.split(' ').next().and_then(|count| count.parse().ok());
        Duration::from_nanos(nanoseconds.expect("a number"))
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Sends a GET on every connection, and then reads all responses.
    pub(crate) fn get(&mut self, path: &str, cookies: &str) -> Vec<Reply> {
        let cookies = if cookies.is_empty() { String::new() } else { format!("Cookie: {cookies}\r\n") };
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{cookies}\r\n");
        self.exchange(|_| request.clone())
    }

    /// Signs in on every connection, and returns the cookies of the first one.
    pub(crate) fn sign_in(&mut self) -> String {
        let tokens = self.get("/auth/csrf", "");
        let replies = self.exchange(|connection| {
            let reply = &tokens[connection];
            let token = reply.body.split('"').nth(3).expect("a token");
            let (cookies, body) = (reply.cookies.join("; "), format!("csrfToken={token}&name=Ada"));
            format!(
                "POST /auth/callback/credentials HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            )
        });
        assert!(replies.iter().all(|reply| reply.status == 302));
        let cookies = tokens[0].cookies.iter().chain(&replies[0].cookies);
        cookies.cloned().collect::<Vec<_>>().join("; ")
    }

    fn exchange(&mut self, request: impl Fn(usize) -> String) -> Vec<Reply> {
        for (number, connection) in self.connections.iter_mut().enumerate() {
            connection.0.get_mut().write_all(request(number).as_bytes()).expect("a connection");
        }
        self.connections.iter_mut().map(Connection::receive).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

struct Connection(BufReader<TcpStream>);

/// A response.
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// `name=value` of each cookie that it sets.
    pub(crate) cookies: Vec<String>,
    pub(crate) body: String,
}

impl Connection {
    fn open(address: &str) -> Self {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_nodelay(true).expect("an option");
        Self(BufReader::new(stream))
    }

    fn receive(&mut self) -> Reply {
        let (mut line, mut length, mut cookies) = (String::new(), 0, Vec::new());
        self.0.read_line(&mut line).expect("a response");
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        loop {
            line.clear();
            self.0.read_line(&mut line).expect("a header");
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            match name {
                "content-length" => length = value.parse().expect("a length"),
                "set-cookie" => cookies.extend(value.split(';').next().map(str::to_owned)),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).expect("a body");
        Reply { status, cookies, body: String::from_utf8(body).expect("UTF-8") }
    }
}

/// Serves a router until the input ends.
pub(crate) async fn listen(router: Router) {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    println!("{}", listener.local_addr().expect("an address"));
    std::thread::spawn(|| {
        _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    axum::serve(listener, router).await.expect("a server");
}
