//! The words of the pages and the message of codes by telephone.

use super::{Text, WithTwoValues, WithValue, macros::words};

words! {
    /// The words of the pages and the message of codes by telephone.
    SmsWords {
        /// The message, with the code and the host of the site. Each character outside of the alphabet of GSM 7-bit makes it
        /// cost more.
        message: WithTwoValues,
        /// The label of the field for a phone number.
        number: Text,
        /// The example in the field for a phone number.
        number_placeholder: Text,
        /// The message for an input that is not a phone number in international form.
        invalid_number: Text,
        /// The message after a code that could not be sent.
        not_sent: Text,
        /// The title of the page after a code was requested.
        sent_title: Text,
        /// The heading of the page after a code was requested.
        sent_heading: Text,
        /// The sentence of the page after a code was requested, with the phone number. It must not say that the number is
        /// known.
        sent: WithValue,
        /// The sentences of that page for a signed-in user who adds a phone number.
        sent_to_add: WithValue,
        /// The message after a wrong code.
        wrong_code: Text,
        /// The link to the sign-in page, where a new code can be requested.
        send_again: Text,
    }
}

impl SmsWords {
    pub(super) const ENGLISH: Self = Self {
        message: |code, site| {
            code + " is your code for " + site + ". It works for ten minutes. Do not give it to anyone."
        },
        number: "Phone number",
        number_placeholder: "+44 20 7946 0018",
        invalid_number: "Enter the phone number with + and the country code.",
        not_sent: "The code could not be sent. Try again later.",
        sent_title: "Enter the code",
        sent_heading: "Check your phone",
        sent: |number| {
            "If "
                + number
                + " is the phone number of an account, we have sent a code to it. It works for ten minutes."
        },
        sent_to_add: |number| "We have sent a code to " + number + ". It works for ten minutes.",
        wrong_code: "This code is wrong, or it no longer works. Check the newest message, or ask for another one.",
        send_again: "Send another code",
    };

    pub(super) const GERMAN: Self = Self {
        message: |code, site| {
            code + " ist Ihr Code für " + site + ". Er gilt zehn Minuten. Geben Sie ihn nicht weiter."
        },
        number: "Telefonnummer",
        number_placeholder: "+49 30 23125018",
        invalid_number: "Geben Sie die Telefonnummer mit + und der Landesvorwahl ein.",
        not_sent: "Der Code konnte nicht gesendet werden. Versuchen Sie es später erneut.",
        sent_title: "Code eingeben",
        sent_heading: "Sehen Sie auf Ihr Telefon",
        sent: |number| {
            "Wenn "
                + number
                + " die Telefonnummer eines Kontos ist, haben wir einen Code dorthin gesendet. Er gilt zehn Minuten."
        },
        sent_to_add: |number| "Wir haben einen Code an " + number + " gesendet. Er gilt zehn Minuten.",
        wrong_code: "Dieser Code ist falsch oder gilt nicht mehr. Sehen Sie in der neuesten Nachricht nach, oder fordern Sie einen weiteren an.",
        send_again: "Weiteren Code senden",
    };

    pub(super) const FRENCH: Self = Self {
        message: |code, site| {
            code + " est votre code pour "
                + site
                + ". Il est valable dix minutes. Ne le communiquez à personne."
        },
        number: "Numéro de téléphone",
        number_placeholder: "+33 1 99 00 12 34",
        invalid_number: "Saisissez le numéro de téléphone avec + et l’indicatif du pays.",
        not_sent: "Le code n’a pas pu être envoyé. Réessayez plus tard.",
        sent_title: "Saisir le code",
        sent_heading: "Consultez votre téléphone",
        sent: |number| {
            "Si "
                + number
                + " est le numéro de téléphone d’un compte, nous y avons envoyé un code. Il est valable dix minutes."
        },
        sent_to_add: |number| "Nous avons envoyé un code au " + number + ". Il est valable dix minutes.",
        wrong_code: "Ce code est incorrect ou n’est plus valable. Consultez le message le plus récent, ou demandez un nouveau code.",
        send_again: "Envoyer un autre code",
    };

    pub(super) const SPANISH: Self = Self {
        message: |code, site| {
            code + " es su código para " + site + ". Es válido durante diez minutos. No se lo dé a nadie."
        },
        number: "Número de teléfono",
        number_placeholder: "+34 910 123 456",
        invalid_number: "Introduzca el número de teléfono con + y el prefijo del país.",
        not_sent: "No se ha podido enviar el código. Inténtelo de nuevo más tarde.",
        sent_title: "Introducir el código",
        sent_heading: "Consulte su teléfono",
        sent: |number| {
            "Si "
                + number
                + " es el número de teléfono de una cuenta, hemos enviado un código a ese número. Es válido durante diez minutos."
        },
        sent_to_add: |number| "Hemos enviado un código al " + number + ". Es válido durante diez minutos.",
        wrong_code: "Este código es incorrecto o ya no es válido. Consulte el mensaje más reciente o solicite otro.",
        send_again: "Enviar otro código",
    };
}
