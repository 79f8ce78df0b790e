//! The mail transport of a world. It keeps what arrives, by address.

use std::sync::{Arc, Mutex, PoisonError};

use auth::provider::email::{Mail, MailError, MailTransport};

use crate::{seam::Seam, site::ORIGIN};

/// The mails that have arrived. Clones share them.
#[derive(Clone)]
pub(crate) struct Outbox {
    seam: Seam,
    links: Arc<Mutex<Vec<(String, String)>>>,
}

impl Outbox {
    pub(crate) fn new(seam: &Seam) -> Self {
        Self { seam: seam.clone(), links: Arc::default() }
    }

    /// Returns the links in the mails to an address, as paths, oldest first.
    pub(crate) fn links_to(&self, address: &str) -> Vec<String> {
        let links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        links.iter().filter(|(to, _)| to == address).map(|(_, link)| link.clone()).collect()
    }
}

impl MailTransport for Outbox {
    async fn send(&self, mail: Mail) -> Result<(), MailError> {
        let link = mail.text.lines().find_map(|line| line.strip_prefix(ORIGIN)).unwrap_or_default();
        let arrived = (mail.to.to_string(), link.to_owned());
        let arrive =
            async { self.links.lock().unwrap_or_else(PoisonError::into_inner).push(arrived.clone()) };
        self.seam.pass("mail", arrive).await.ok_or(MailError::TimedOut)
    }
}
