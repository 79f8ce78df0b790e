//! The words of the pages and the mail of magic links.

use super::{Text, WithTwoValues, WithValue, macros::words};

words! {
    /// The words of the pages and the mail of magic links.
    EmailWords {
        /// The subject and the first line of the mail, with the host of the site.
        mail_subject: WithValue,
        /// The button in the mail.
        mail_button: Text,
        /// The last line of the mail.
        mail_ignore: Text,
        /// The title of the page after a mail was sent.
        sent_title: Text,
        /// The heading of the page after a mail was sent.
        sent_heading: Text,
        /// The sentence of the page after a mail was sent.
        sent: Text,
        /// The title of the page that asks before a link signs in.
        confirm_title: Text,
        /// The heading of the page that asks before a link signs in.
        confirm_heading: Text,
        /// The sentence about a link, with the host of the site.
        link_signs_in: WithValue,
        /// The sentence about a link, with the host of the site and the e-mail address.
        link_signs_in_as: WithTwoValues,
    }
}

impl EmailWords {
    pub(super) const ENGLISH: Self = Self {
        mail_subject: |site| "Sign in to " + site,
        mail_button: "Sign in",
        mail_ignore: "If you did not ask for this mail, ignore it.",
        sent_title: "Verify Request",
        sent_heading: "Check your email",
        sent: "A sign in link has been sent to your email address.",
        confirm_title: "Confirm Sign In",
        confirm_heading: "Confirm your sign-in",
        link_signs_in: |site| "This link signs you in to " + site + ".",
        link_signs_in_as: |site, email| "This link signs you in to " + site + " as " + email + ".",
    };

    pub(super) const GERMAN: Self = Self {
        mail_subject: |site| "Anmeldung bei " + site,
        mail_button: "Anmelden",
        mail_ignore: "Wenn Sie diese E-Mail nicht angefordert haben, ignorieren Sie sie bitte.",
        sent_title: "E-Mail prüfen",
        sent_heading: "Prüfen Sie Ihre E-Mails",
        sent: "Wir haben einen Anmeldelink an Ihre E-Mail-Adresse gesendet.",
        confirm_title: "Anmeldung bestätigen",
        confirm_heading: "Bestätigen Sie Ihre Anmeldung",
        link_signs_in: |site| "Mit diesem Link melden Sie sich bei " + site + " an.",
        link_signs_in_as: |site, email| {
            "Mit diesem Link melden Sie sich bei " + site + " als " + email + " an."
        },
    };

    pub(super) const FRENCH: Self = Self {
        mail_subject: |site| "Connexion à " + site,
        mail_button: "Se connecter",
        mail_ignore: "Si vous n’avez pas demandé cet e-mail, ignorez-le.",
        sent_title: "Vérifiez vos e-mails",
        sent_heading: "Vérifiez vos e-mails",
        sent: "Un lien de connexion a été envoyé à votre adresse e-mail.",
        confirm_title: "Confirmer la connexion",
        confirm_heading: "Confirmez votre connexion",
        link_signs_in: |site| "Ce lien vous connecte à " + site + ".",
        link_signs_in_as: |site, email| "Ce lien vous connecte à " + site + " en tant que " + email + ".",
    };

    pub(super) const SPANISH: Self = Self {
        mail_subject: |site| "Iniciar sesión en " + site,
        mail_button: "Iniciar sesión",
        mail_ignore: "Si no ha solicitado este mensaje, ignórelo.",
        sent_title: "Revise su correo",
        sent_heading: "Revise su correo electrónico",
        sent: "Se ha enviado un enlace de inicio de sesión a su correo electrónico.",
        confirm_title: "Confirmar el inicio de sesión",
        confirm_heading: "Confirme el inicio de sesión",
        link_signs_in: |site| "Con este enlace inicia sesión en " + site + ".",
        link_signs_in_as: |site, email| "Con este enlace inicia sesión en " + site + " como " + email + ".",
    };
}
