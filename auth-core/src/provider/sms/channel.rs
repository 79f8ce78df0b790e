//! The contract of channels, which send codes.

use std::{io::Write, pin::Pin, time::Duration};

use crate::{
    contract::{BoxError, PhoneNumber, Secret, UnixTime},
    page::{Value, Words},
    timer,
};

/// The time after which a channel is given up.
const PATIENCE: Duration = Duration::from_secs(10);

/// The code to send. It has no `Debug`, because it signs in.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct CodeMessage<'m> {
    /// The recipient. The request for the code may have come from another person.
    pub to: &'m PhoneNumber,
    /// The digits.
    pub code: &'m Secret,
    /// The time when the code expires.
    pub expires: UnixTime,
    /// The site as users know it: the host, and the port if it is not the default.
    pub host: &'m str,
    /// The words in the language of the request, as the application has configured it.
    pub words: &'m Words,
}

impl CodeMessage<'_> {
    /// Returns the built-in text: a sentence in the language of the request, and a last line by which browsers fill in the
    /// code on this site and on no other (`@app.example #123456`).
    pub fn text(&self) -> String {
        let (code, host) = (self.code.expose(), self.host);
        let sentence = (self.words.sms.message)(Value::plain(code), Value::plain(host));
        let domain = host.rsplit_once(':').map_or(host, |(domain, _)| domain);
        format!("{sentence}\n\n@{domain} #{code}")
    }
}

/// A way to send codes to phones: an implementation for the API of a service, or for a queue.
///
/// It is given up after ten seconds, and should not log the code.
///
/// ```
/// use auth::provider::sms::{ChannelError, CodeChannel, CodeMessage};
///
/// /// A queue of messages for a task that sends them.
/// struct Queue(std::sync::mpsc::SyncSender<(String, String)>);
///
/// impl CodeChannel for Queue {
///     async fn send(&self, message: CodeMessage<'_>) -> Result<(), ChannelError> {
///         let queued = self.0.try_send((message.to.to_string(), message.text()));
///         queued.map_err(|_| ChannelError::unavailable("the queue is full"))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not send codes",
    label = "not a channel for codes",
    note = "implement `CodeChannel` for it, or take a `ConsoleChannel` while you develop"
)]
pub trait CodeChannel: Send + Sync + 'static {
    /// Sends a code, or hands it over to be sent later.
    ///
    /// # Errors
    /// Fails if the message is not accepted.
    fn send(&self, message: CodeMessage<'_>) -> impl Future<Output = Result<(), ChannelError>> + Send;
}

/// The reason why a code was not sent. It must contain neither the code nor the number.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum ChannelError {
    /// The service refused the number. The log has a line for information.
    #[error("the channel refused the phone number")]
    Refused(#[source] BoxError),
    /// The service cannot take the message now. The log has an error.
    #[error("the channel cannot take the message now")]
    Unavailable(#[source] BoxError),
    /// Sending the message took too long. The log has an error.
    #[error("the message could not be sent in time")]
    TimedOut,
}

crate::contract::readable::debug_by_message!(ChannelError);

impl ChannelError {
    /// Creates the error for a number that the service refused.
    pub fn refused(cause: impl Into<BoxError>) -> Self {
        Self::Refused(cause.into())
    }

    /// Creates the error for any other failure, after which the user can try again.
    pub fn unavailable(cause: impl Into<BoxError>) -> Self {
        Self::Unavailable(cause.into())
    }
}

/// A channel that prints messages on standard output instead of sending them. It is not for production: anyone who reads
/// the output can sign in as any user.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConsoleChannel;

#[diagnostic::do_not_recommend]
impl CodeChannel for ConsoleChannel {
    async fn send(&self, message: CodeMessage<'_>) -> Result<(), ChannelError> {
        let mut out = std::io::stdout().lock();
        writeln!(out, "--- message\nTo: {}\n\n{}\n---", message.to, message.text())
            .and_then(|()| out.flush())
            .map_err(ChannelError::unavailable)
    }
}

/// A message that outlives the request.
pub(crate) struct OwnedMessage {
    pub(crate) to: PhoneNumber,
    pub(crate) code: Secret,
    pub(crate) expires: UnixTime,
    pub(crate) host: String,
    pub(crate) words: Words,
}

impl OwnedMessage {
    /// Sends the message, and gives up after ten seconds.
    pub(crate) async fn send(&self, channel: &dyn ErasedChannel) -> Result<(), ChannelError> {
        let Self { to, code, expires, host, words } = self;
        let message = CodeMessage { to, code, expires: *expires, host, words };
        timer::timeout(PATIENCE, channel.send(message)).await.unwrap_or(Err(ChannelError::TimedOut))
    }
}

/// The type-erased form of [`CodeChannel`].
pub(crate) trait ErasedChannel: Send + Sync {
    fn send<'m>(
        &'m self,
        message: CodeMessage<'m>,
    ) -> Pin<Box<dyn Future<Output = Result<(), ChannelError>> + Send + 'm>>;
}

impl<T: CodeChannel> ErasedChannel for T {
    fn send<'m>(
        &'m self,
        message: CodeMessage<'m>,
    ) -> Pin<Box<dyn Future<Output = Result<(), ChannelError>> + Send + 'm>> {
        Box::pin(CodeChannel::send(self, message))
    }
}
