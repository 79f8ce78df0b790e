//! Reads the body of a request: only if its action takes one, up to a length, and within a time.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, header::CONTENT_LENGTH};
use http_body::Body;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::{contract::BoxError, timer};

/// The bounds of a body, so that an anonymous client occupies little memory, and not for long.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BodyBounds {
    /// The maximum length in bytes.
    pub(crate) length: usize,
    /// The maximum time until the body has arrived.
    pub(crate) timeout: Duration,
}

/// The reason why a body was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyError {
    /// The body is longer than the bound.
    TooLong,
    /// The body did not arrive in time.
    TooSlow,
    /// The connection failed.
    Incomplete,
}

/// Reads a body. One that announces a greater length than the bound is not read at all.
pub(super) async fn read<B>(headers: &HeaderMap, body: B, bounds: BodyBounds) -> Result<Bytes, BodyError>
where
    B: Body,
    B::Error: Into<BoxError>,
{
    let length: Option<u64> =
        headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let announced = length.unwrap_or_default().max(body.size_hint().lower());
    if !usize::try_from(announced).is_ok_and(|announced| announced <= bounds.length) {
        return Err(BodyError::TooLong);
    }
    match timer::timeout(bounds.timeout, Limited::new(body, bounds.length).collect()).await {
        None => Err(BodyError::TooSlow),
        Some(Ok(body)) => Ok(body.to_bytes()),
        Some(Err(error)) if is_too_long(&*error) => Err(BodyError::TooLong),
        Some(Err(_)) => Err(BodyError::Incomplete),
    }
}

/// Returns `true` if a body was longer than a limit: ours, or that of a layer around this service, whose error may be
/// inside others.
fn is_too_long(error: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    let mut error: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(cause) = error {
        if cause.is::<LengthLimitError>() {
            return true;
        }
        error = cause.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use std::{
        convert::Infallible,
        pin::{Pin, pin},
        task::{Context, Poll},
    };

    use http_body::{Frame, SizeHint};
    use http_body_util::Full;

    use super::*;

    const BOUNDS: BodyBounds = BodyBounds { length: 4, timeout: Duration::from_millis(20) };

    /// A body that sends its parts, and then nothing, without an end. Counts how often it is polled.
    struct Endless {
        parts: Vec<&'static str>,
        hint: SizeHint,
        polls: usize,
    }

    impl Endless {
        fn of(parts: &[&'static str]) -> Self {
            Self { parts: parts.iter().rev().copied().collect(), hint: SizeHint::new(), polls: 0 }
        }
    }

    impl Body for &mut Endless {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            self.polls += 1;
            match self.parts.pop() {
                Some(part) => Poll::Ready(Some(Ok(Frame::data(part.into())))),
                None => Poll::Pending,
            }
        }

        fn size_hint(&self) -> SizeHint {
            self.hint
        }
    }

    async fn outcome(body: &mut Endless, headers: &HeaderMap) -> Result<Bytes, BodyError> {
        read(headers, body, BOUNDS).await
    }

    #[tokio::test]
    async fn a_body_that_does_not_end_in_time_is_given_up() {
        assert_eq!(outcome(&mut Endless::of(&["a", "b"]), &HeaderMap::new()).await, Err(BodyError::TooSlow));
    }

    #[tokio::test]
    async fn a_body_that_announces_too_much_is_not_read() {
        let mut exact = Endless::of(&["a"]);
        exact.hint = SizeHint::with_exact(5);
        assert_eq!(outcome(&mut exact, &HeaderMap::new()).await, Err(BodyError::TooLong));
        let mut named = Endless::of(&["a"]);
        for length in ["5", "18446744073709551615"] {
            let headers = HeaderMap::from_iter([(CONTENT_LENGTH, length.parse().unwrap())]);
            assert_eq!(outcome(&mut named, &headers).await, Err(BodyError::TooLong));
        }
        assert_eq!((exact.polls, named.polls), (0, 0));
    }

    #[tokio::test]
    async fn a_body_is_read_up_to_the_bound() {
        let headers = HeaderMap::new();
        let read = |text: &'static str| read(&headers, Full::<Bytes>::from(text), BOUNDS);
        assert_eq!(read("abcd").await, Ok(Bytes::from("abcd")));
        assert_eq!(read("abcde").await, Err(BodyError::TooLong));
        let mut unannounced = Endless::of(&["abc", "de"]);
        assert_eq!(outcome(&mut unannounced, &headers).await, Err(BodyError::TooLong));
    }

    #[test]
    fn a_slow_body_ends_without_a_runtime_too() {
        let (mut body, headers) = (Endless::of(&["a"]), HeaderMap::new());
        let mut outcome = pin!(outcome(&mut body, &headers));
        let mut context = Context::from_waker(std::task::Waker::noop());
        let read = loop {
            if let Poll::Ready(read) = outcome.as_mut().poll(&mut context) {
                break read;
            }
            std::thread::yield_now();
        };
        assert_eq!(read, Err(BodyError::TooSlow));
    }
}
