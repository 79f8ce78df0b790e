//! A client that answers from a script: for paths that no real server takes.

use std::sync::Mutex;

use bytes::Bytes;
use http::{Request, Response};

use super::client::{HttpClient, HttpFuture};

/// What a scripted client does with a request: status and body.
type Script = Box<dyn Fn(&Request<Bytes>) -> (u16, String) + Send + Sync>;

/// Answers by a function, and keeps what it was asked.
pub(crate) struct Scripted {
    script: Script,
    asked: Mutex<Vec<String>>,
}

impl Scripted {
    pub(crate) fn new(script: impl Fn(&Request<Bytes>) -> (u16, String) + Send + Sync + 'static) -> Self {
        Self { script: Box::new(script), asked: Mutex::default() }
    }

    /// The URLs asked so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl HttpClient for Scripted {
    fn send(&self, request: Request<Bytes>) -> HttpFuture<'_> {
        self.asked.lock().unwrap().push(request.uri().to_string());
        let (status, body) = (self.script)(&request);
        let response = Response::builder().status(status).body(Bytes::from(body)).unwrap();
        Box::pin(std::future::ready(Ok(response)))
    }
}

/// Runs a future that never waits for anything outside.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}
