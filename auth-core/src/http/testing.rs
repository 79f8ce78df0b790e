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
    /// A path, and the content type of its responses.
    content_type: Option<(&'static str, &'static str)>,
    asked: Mutex<Vec<String>>,
}

impl Scripted {
    pub(crate) fn new(script: impl Fn(&Request<Bytes>) -> (u16, String) + Send + Sync + 'static) -> Self {
        Self { script: Box::new(script), content_type: None, asked: Mutex::default() }
    }

    /// Sets the content type of the responses of a path.
    #[cfg(feature = "oauth")]
    pub(crate) fn with_content_type(mut self, path: &'static str, kind: &'static str) -> Self {
        self.content_type = Some((path, kind));
        self
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
        let mut response = Response::builder().status(status).body(Bytes::from(body)).unwrap();
        if let Some((_, kind)) = self.content_type.filter(|(path, _)| *path == request.uri().path()) {
            response.headers_mut().insert(http::header::CONTENT_TYPE, kind.parse().unwrap());
        }
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
