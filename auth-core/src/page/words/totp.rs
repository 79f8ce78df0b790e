//! The words of the pages of authenticator applications.

use super::{Text, WithCount, WithValue, macros::words};

words! {
    /// The words of the pages of authenticator applications.
    TotpWords {
        /// Title and heading of the page on which an authenticator application is set up.
        set_up_title: Text,
        /// Title and heading of that page, if it replaces another authenticator application.
        replace_title: Text,
        /// The line below the heading, with the host of the site.
        for_site: WithValue,
        /// The sentence above the QR code.
        scan: Text,
        /// The sentence for a user on the phone, with a link whose text is `open_app`.
        on_phone: WithValue,
        /// The link that opens the authenticator application.
        open_app: Text,
        /// The label of the field for a code.
        code: Text,
        /// The message after an enrolment that has expired.
        expired: Text,
        /// The message after a change in another place.
        changed: Text,
        /// Title and heading of the page for a user who has an authenticator application.
        on_title: Text,
        /// The sentence with the date of the enrolment.
        since: WithValue,
        /// The number of recovery codes that are left.
        codes_left: WithCount,
        /// The label of the field for a code or a recovery code.
        any_code: Text,
        /// The button that makes new recovery codes.
        new_codes: Text,
        /// The button that replaces the authenticator application.
        replace: Text,
        /// The button that removes the authenticator application.
        turn_off: Text,
        /// Title and heading of the page that shows recovery codes.
        codes_title: Text,
        /// The sentence above the recovery codes, with the emphasized words `only_now`.
        codes: WithValue,
        /// The emphasized words of `codes`.
        only_now: Text,
        /// The button below the recovery codes.
        codes_saved: Text,
        /// Title and heading of the page after the authenticator application was removed.
        off_title: Text,
        /// The sentence after the authenticator application was removed.
        off: Text,
        /// The sentence if all other sessions have ended.
        signed_out_elsewhere: Text,
        /// The warning if other sessions may not have ended.
        perhaps_signed_in_elsewhere: Text,
    }
}

impl TotpWords {
    pub(super) const ENGLISH: Self = Self {
        set_up_title: "Set up an authenticator app",
        replace_title: "Replace your authenticator app",
        for_site: |site| "for " + site,
        scan: "Scan this code with the app on your phone, then type in the six digits that the app shows.",
        on_phone: |open_app| "On your phone, " + open_app + ".",
        open_app: "open the app",
        code: "Code from the app",
        expired: "That took too long. Please start again.",
        changed: "Your authenticator app has been changed in the meantime. Please start again.",
        on_title: "Two-step verification is on",
        since: |date| "Your authenticator app was set up on " + date + ".",
        codes_left: |left| match left.get() {
            0 => "You have no recovery codes left.".into(),
            1 => "You have 1 recovery code left.".into(),
            _ => "You have " + left + " recovery codes left.",
        },
        any_code: "Code from the app, or a recovery code",
        new_codes: "Make new recovery codes",
        replace: "Replace the app",
        turn_off: "Turn two-step verification off",
        codes_title: "Your recovery codes",
        codes: |only_now| {
            "Keep them in a safe place. Each signs you in once, if you do not have your authenticator app. They are shown "
                + only_now
                + ", and all earlier ones have stopped working."
        },
        only_now: "only now",
        codes_saved: "I have saved them",
        off_title: "Two-step verification is off",
        off: "Remove the account from your authenticator app as well. Its codes and your recovery codes have stopped working.",
        signed_out_elsewhere: "You have been signed out on your other devices.",
        perhaps_signed_in_elsewhere: "You may still be signed in on other devices. Sign in again, and sign out there.",
    };

    pub(super) const GERMAN: Self = Self {
        set_up_title: "Authenticator-App einrichten",
        replace_title: "Authenticator-App ersetzen",
        for_site: |site| "für " + site,
        scan: "Scannen Sie diesen Code mit der App auf Ihrem Telefon, und geben Sie dann die sechs Ziffern ein, die sie anzeigt.",
        on_phone: |open_app| "Auf Ihrem Telefon können Sie " + open_app + ".",
        open_app: "die App öffnen",
        code: "Code aus der App",
        expired: "Das hat zu lange gedauert. Bitte beginnen Sie von vorn.",
        changed: "Ihre Authenticator-App wurde in der Zwischenzeit geändert. Bitte beginnen Sie von vorn.",
        on_title: "Die Bestätigung in zwei Schritten ist eingeschaltet",
        since: |date| "Ihre Authenticator-App wurde am " + date + " eingerichtet.",
        codes_left: |left| match left.get() {
            0 => "Sie haben keine Wiederherstellungscodes mehr.".into(),
            1 => "Sie haben noch 1 Wiederherstellungscode.".into(),
            _ => "Sie haben noch " + left + " Wiederherstellungscodes.",
        },
        any_code: "Code aus der App oder ein Wiederherstellungscode",
        new_codes: "Neue Wiederherstellungscodes erstellen",
        replace: "App ersetzen",
        turn_off: "Bestätigung in zwei Schritten ausschalten",
        codes_title: "Ihre Wiederherstellungscodes",
        codes: |only_now| {
            "Bewahren Sie sie an einem sicheren Ort auf. Mit jedem können Sie sich einmal anmelden, wenn Sie Ihre \
             Authenticator-App nicht haben. Sie werden "
                + only_now
                + " angezeigt, und alle früheren funktionieren nicht mehr."
        },
        only_now: "nur jetzt",
        codes_saved: "Ich habe sie gespeichert",
        off_title: "Die Bestätigung in zwei Schritten ist ausgeschaltet",
        off: "Entfernen Sie das Konto auch aus Ihrer Authenticator-App. Ihre Codes und Ihre Wiederherstellungscodes \
              funktionieren nicht mehr.",
        signed_out_elsewhere: "Auf Ihren anderen Geräten wurden Sie abgemeldet.",
        perhaps_signed_in_elsewhere: "Auf anderen Geräten sind Sie vielleicht noch angemeldet. Melden Sie sich dort erneut an und \
                                      wieder ab.",
    };

    pub(super) const FRENCH: Self = Self {
        set_up_title: "Configurer une application d’authentification",
        replace_title: "Remplacer votre application d’authentification",
        for_site: |site| "pour " + site,
        scan: "Scannez ce code avec l’application sur votre téléphone, puis saisissez les six chiffres qu’elle affiche.",
        on_phone: |open_app| "Sur votre téléphone, vous pouvez " + open_app + ".",
        open_app: "ouvrir l’application",
        code: "Code de l’application",
        expired: "Cela a pris trop de temps. Veuillez recommencer.",
        changed: "Votre application d’authentification a été modifiée entre-temps. Veuillez recommencer.",
        on_title: "La validation en deux étapes est activée",
        since: |date| "Votre application d’authentification a été configurée le " + date + ".",
        codes_left: |left| match left.get() {
            0 => "Il ne vous reste aucun code de secours.".into(),
            1 => "Il vous reste 1 code de secours.".into(),
            _ => "Il vous reste " + left + " codes de secours.",
        },
        any_code: "Code de l’application ou code de secours",
        new_codes: "Créer de nouveaux codes de secours",
        replace: "Remplacer l’application",
        turn_off: "Désactiver la validation en deux étapes",
        codes_title: "Vos codes de secours",
        codes: |only_now| {
            "Conservez-les en lieu sûr. Chacun vous permet de vous connecter une fois si vous n’avez pas votre application \
             d’authentification. Ils ne sont affichés "
                + only_now
                + ", et tous les précédents ne fonctionnent plus."
        },
        only_now: "que maintenant",
        codes_saved: "Je les ai enregistrés",
        off_title: "La validation en deux étapes est désactivée",
        off: "Supprimez aussi le compte de votre application d’authentification. Ses codes et vos codes de secours ne \
              fonctionnent plus.",
        signed_out_elsewhere: "Vous avez été déconnecté de vos autres appareils.",
        perhaps_signed_in_elsewhere: "Vous êtes peut-être encore connecté sur d’autres appareils. Reconnectez-vous-y, puis \
                                      déconnectez-vous.",
    };

    pub(super) const SPANISH: Self = Self {
        set_up_title: "Configurar una aplicación de autenticación",
        replace_title: "Sustituir la aplicación de autenticación",
        for_site: |site| "para " + site,
        scan: "Escanee este código con la aplicación de su teléfono y después introduzca los seis dígitos que muestra.",
        on_phone: |open_app| "En el teléfono, también puede " + open_app + ".",
        open_app: "abrir la aplicación",
        code: "Código de la aplicación",
        expired: "Ha tardado demasiado. Vuelva a empezar.",
        changed: "Su aplicación de autenticación ha cambiado entretanto. Vuelva a empezar.",
        on_title: "La verificación en dos pasos está activada",
        since: |date| "Su aplicación de autenticación se configuró el " + date + ".",
        codes_left: |left| match left.get() {
            0 => "No le queda ningún código de recuperación.".into(),
            1 => "Le queda 1 código de recuperación.".into(),
            _ => "Le quedan " + left + " códigos de recuperación.",
        },
        any_code: "Código de la aplicación o código de recuperación",
        new_codes: "Crear nuevos códigos de recuperación",
        replace: "Sustituir la aplicación",
        turn_off: "Desactivar la verificación en dos pasos",
        codes_title: "Sus códigos de recuperación",
        codes: |only_now| {
            "Guárdelos en un lugar seguro. Cada uno le permite iniciar sesión una vez si no tiene su aplicación de \
             autenticación. Se muestran "
                + only_now
                + ", y todos los anteriores han dejado de funcionar."
        },
        only_now: "solo ahora",
        codes_saved: "Los he guardado",
        off_title: "La verificación en dos pasos está desactivada",
        off: "Elimine también la cuenta de su aplicación de autenticación. Sus códigos y los códigos de recuperación han \
              dejado de funcionar.",
        signed_out_elsewhere: "Se ha cerrado la sesión en sus otros dispositivos.",
        perhaps_signed_in_elsewhere: "Es posible que la sesión siga abierta en otros dispositivos. Vuelva a iniciar sesión en ellos y \
                                      ciérrela.",
    };
}
