//! A client that responds from a script, for cases that no real server produces.

use std::sync::Mutex;

use bytes::Bytes;
use http::{Request, Response};

use super::client::{HttpClient, HttpFuture};

/// A function from a request to the status and the body of its response.
type Script = Box<dyn Fn(&Request<Bytes>) -> (u16, String) + Send + Sync>;

/// A client that responds by a function and records the URLs of the requests.
pub(crate) struct Scripted {
    script: Script,
    asked: Mutex<Vec<String>>,
}

impl Scripted {
    pub(crate) fn new(script: impl Fn(&Request<Bytes>) -> (u16, String) + Send + Sync + 'static) -> Self {
        Self { script: Box::new(script), asked: Mutex::default() }
    }

    /// Returns the URLs requested so far.
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

/// Runs a future that never waits for anything outside of itself.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}
