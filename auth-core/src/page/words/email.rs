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
        /// The sentence above the code in the mail.
        mail_code: Text,
        /// The title of the page after a mail was sent.
        sent_title: Text,
        /// The heading of the page after a mail was sent.
        sent_heading: Text,
        /// The sentence of the page after a mail was sent.
        sent: Text,
        /// The sentence of the page after a code was sent, with the e-mail address.
        code_sent: WithValue,
        /// The sentence of the page after a link and a code were sent, with the e-mail address.
        link_and_code_sent: WithValue,
        /// The label of the field for the code.
        code: Text,
        /// The message after a wrong code.
        wrong_code: Text,
        /// The link to the sign-in page, where a new mail can be requested.
        send_again: Text,
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
        mail_code: "Enter this code in the browser in which you asked for it. It works for ten minutes.",
        sent_title: "Verify Request",
        sent_heading: "Check your email",
        sent: "A sign in link has been sent to your email address.",
        code_sent: |email| "We have sent a code to " + email + ". It works for ten minutes.",
        link_and_code_sent: |email| {
            "We have sent a link and a code to "
                + email
                + ". Open the link, or enter the code here within ten minutes."
        },
        code: "Code",
        wrong_code: "This code is wrong, or it no longer works. Check the newest e-mail, or ask for another one.",
        send_again: "Send another e-mail",
        confirm_title: "Confirm Sign In",
        confirm_heading: "Confirm your sign-in",
        link_signs_in: |site| "This link signs you in to " + site + ".",
        link_signs_in_as: |site, email| "This link signs you in to " + site + " as " + email + ".",
    };

    pub(super) const GERMAN: Self = Self {
        mail_subject: |site| "Anmeldung bei " + site,
        mail_button: "Anmelden",
        mail_ignore: "Wenn Sie diese E-Mail nicht angefordert haben, ignorieren Sie sie bitte.",
        mail_code: "Geben Sie diesen Code in dem Browser ein, in dem Sie ihn angefordert haben. Er gilt zehn Minuten.",
        sent_title: "E-Mail prüfen",
        sent_heading: "Prüfen Sie Ihre E-Mails",
        sent: "Wir haben einen Anmeldelink an Ihre E-Mail-Adresse gesendet.",
        code_sent: |email| "Wir haben einen Code an " + email + " gesendet. Er gilt zehn Minuten.",
        link_and_code_sent: |email| {
            "Wir haben einen Link und einen Code an "
                + email
                + " gesendet. Öffnen Sie den Link, oder geben Sie den Code innerhalb von zehn Minuten hier ein."
        },
        code: "Code",
        wrong_code: "Dieser Code ist falsch oder gilt nicht mehr. Sehen Sie in der neuesten E-Mail nach, oder fordern Sie eine weitere an.",
        send_again: "Weitere E-Mail senden",
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
        mail_code: "Saisissez ce code dans le navigateur où vous l’avez demandé. Il est valable dix minutes.",
        sent_title: "Vérifiez vos e-mails",
        sent_heading: "Vérifiez vos e-mails",
        sent: "Un lien de connexion a été envoyé à votre adresse e-mail.",
        code_sent: |email| "Nous avons envoyé un code à " + email + ". Il est valable dix minutes.",
        link_and_code_sent: |email| {
            "Nous avons envoyé un lien et un code à "
                + email
                + ". Ouvrez le lien, ou saisissez le code ici dans les dix minutes."
        },
        code: "Code",
        wrong_code: "Ce code est incorrect ou n’est plus valable. Vérifiez le dernier e-mail reçu, ou demandez-en un autre.",
        send_again: "Envoyer un autre e-mail",
        confirm_title: "Confirmer la connexion",
        confirm_heading: "Confirmez votre connexion",
        link_signs_in: |site| "Ce lien vous connecte à " + site + ".",
        link_signs_in_as: |site, email| "Ce lien vous connecte à " + site + " en tant que " + email + ".",
    };

    pub(super) const SPANISH: Self = Self {
        mail_subject: |site| "Iniciar sesión en " + site,
        mail_button: "Iniciar sesión",
        mail_ignore: "Si no ha solicitado este mensaje, ignórelo.",
        mail_code: "Introduzca este código en el navegador en el que lo ha solicitado. Es válido durante diez minutos.",
        sent_title: "Revise su correo",
        sent_heading: "Revise su correo electrónico",
        sent: "Se ha enviado un enlace de inicio de sesión a su correo electrónico.",
        code_sent: |email| "Hemos enviado un código a " + email + ". Es válido durante diez minutos.",
        link_and_code_sent: |email| {
            "Hemos enviado un enlace y un código a "
                + email
                + ". Abra el enlace o introduzca aquí el código antes de diez minutos."
        },
        code: "Código",
        wrong_code: "Este código no es correcto o ya no es válido. Compruebe el último mensaje o solicite otro.",
        send_again: "Enviar otro mensaje",
        confirm_title: "Confirmar el inicio de sesión",
        confirm_heading: "Confirme el inicio de sesión",
        link_signs_in: |site| "Con este enlace inicia sesión en " + site + ".",
        link_signs_in_as: |site, email| "Con este enlace inicia sesión en " + site + " como " + email + ".",
    };
}
