//! The words of the pages and mails about the e-mail address of the signed-in user.

use super::{Text, WithTwoValues, WithValue, macros::words};

words! {
    /// The words of the pages and mails about the e-mail address of the signed-in user.
    AddressWords {
        /// Title and heading of the page that asks for a new address.
        change_title: Text,
        /// The sentence with the present address.
        present: WithValue,
        /// The label of the field for the new address.
        new_address: Text,
        /// Title and heading of the pages on which the present address is proven.
        verify_title: Text,
        /// The sentence with the address to which a link is about to be sent.
        link_goes_to: WithValue,
        /// The button that sends the link.
        send_link: Text,
        /// Title and heading of the page for a proven address.
        confirmed_title: Text,
        /// Title and heading of the page for a user without an address.
        none_title: Text,
        /// Title and heading of the page after a link was sent.
        sent_title: Text,
        /// The sentences with the address to which a link was sent.
        sent: WithValue,
        /// The sentence about a change that is not confirmed yet.
        same_until_then: Text,
        /// The link to the site, with its host.
        continue_to: WithValue,
        /// Title and heading of the page that asks before a new address is written.
        confirm_new_title: Text,
        /// The question before an address is proven, with the host of the site and the address.
        is_yours: WithTwoValues,
        /// The question before an address is changed, with the host of the site and the new address.
        will_be_yours: WithTwoValues,
        /// The sentence about other sessions, before they end.
        signs_out_elsewhere: Text,
        /// The button that changes the address.
        change: Text,
        /// Title and heading of the page for a link that was opened without a session.
        sign_in_first_title: Text,
        /// The sentences of that page.
        sign_in_first: Text,
        /// Title and heading of the page for a link that does not work.
        broken_title: Text,
        /// The sentences of that page.
        broken: Text,
        /// The link of that page.
        start_again: Text,
        /// The sentence after a first proof that has removed ways to sign in.
        removed: Text,
        /// The message after an input that is no address.
        not_an_address: Text,
        /// The message after the present address was entered.
        unchanged: Text,
        /// The message if the mail server refuses the address.
        refused: Text,
        /// The message if the mail server takes no mails.
        unavailable: Text,
        /// The subject of the mail with a link that proves the address, with the host of the site.
        verify_subject: WithValue,
        /// The button in that mail.
        verify_button: Text,
        /// The subject of the mail with a link that changes the address, with the host of the site.
        change_subject: WithValue,
        /// The button in that mail.
        change_button: Text,
        /// The sentence below the button of both mails.
        open_here: Text,
        /// The subject of the notice about a change that was requested, with the host of the site.
        requested_subject: WithValue,
        /// The sentences of that notice.
        requested: Text,
        /// The sentence of that notice for a user who has not requested the change.
        not_requested: Text,
        /// The subject of the notice about a change, with the host of the site.
        changed_subject: WithValue,
        /// The sentences of that notice.
        changed: Text,
        /// The sentence of that notice for a user who has not changed the address.
        not_changed: Text,
        /// The sentence of notices for a user who has done it.
        nothing_to_do: Text,
    }
}

impl AddressWords {
    pub(super) const ENGLISH: Self = Self {
        change_title: "Change your email address",
        present: |address| "Your address is " + address + ".",
        new_address: "New email address",
        verify_title: "Confirm your email address",
        link_goes_to: |address| "We send a link to " + address + ".",
        send_link: "Send the link",
        confirmed_title: "Your email address is confirmed",
        none_title: "You have no email address",
        sent_title: "Check your email",
        sent: |address| "A link has been sent to " + address + ". Open it in this browser.",
        same_until_then: "Your address stays the same until then.",
        continue_to: |site| "Continue to " + site,
        confirm_new_title: "Confirm your new email address",
        is_yours: |site, address| "Your address at " + site + " is " + address + ".",
        will_be_yours: |site, address| "From now on, your address at " + site + " is " + address + ".",
        signs_out_elsewhere: "You will be signed out on your other devices.",
        change: "Change my address",
        sign_in_first_title: "Sign in first",
        sign_in_first: "Sign in here with the account that the email is about. Then open the link in the email again.",
        broken_title: "This link does not work",
        broken: "It was used, has expired, was replaced by a newer one, or belongs to another account. Nothing has changed.",
        start_again: "Start again",
        removed: "Everything that another person could have added before has been removed. Please set up your ways to sign in again.",
        not_an_address: "This is not an email address. Please check it.",
        unchanged: "This is your email address already.",
        refused: "The email could not be delivered to this address. Please check it.",
        unavailable: "The email could not be sent. Please try again later.",
        verify_subject: |site| "Confirm your email address for " + site,
        verify_button: "Confirm address",
        change_subject: |site| "Confirm your new email address for " + site,
        change_button: "Confirm new address",
        open_here: "Open the link in the browser in which you are signed in.",
        requested_subject: |site| "Your email address is about to change at " + site,
        requested: "Someone who is signed in to your account has asked to change its email address. It changes once the new address is confirmed.",
        not_requested: "If it was not you, sign in now, sign out all other devices, and change how you sign in.",
        changed_subject: |site| "Your email address was changed at " + site,
        changed: "The email address of your account was changed, and this address does not belong to it any more. All other devices were signed out.",
        not_changed: "If it was not you, contact the support of the site now.",
        nothing_to_do: "If it was you, there is nothing to do.",
    };

    pub(super) const GERMAN: Self = Self {
        change_title: "E-Mail-Adresse ändern",
        present: |address| "Ihre Adresse ist " + address + ".",
        new_address: "Neue E-Mail-Adresse",
        verify_title: "Bestätigen Sie Ihre E-Mail-Adresse",
        link_goes_to: |address| "Wir senden einen Link an " + address + ".",
        send_link: "Link senden",
        confirmed_title: "Ihre E-Mail-Adresse ist bestätigt",
        none_title: "Sie haben keine E-Mail-Adresse",
        sent_title: "Prüfen Sie Ihre E-Mails",
        sent: |address| "Wir haben einen Link an " + address + " gesendet. Öffnen Sie ihn in diesem Browser.",
        same_until_then: "Bis dahin bleibt Ihre Adresse unverändert.",
        continue_to: |site| "Weiter zu " + site,
        confirm_new_title: "Bestätigen Sie Ihre neue E-Mail-Adresse",
        is_yours: |site, address| "Ihre Adresse bei " + site + " ist " + address + ".",
        will_be_yours: |site, address| "Ab jetzt ist Ihre Adresse bei " + site + " " + address + ".",
        signs_out_elsewhere: "Auf Ihren anderen Geräten werden Sie abgemeldet.",
        change: "Meine Adresse ändern",
        sign_in_first_title: "Melden Sie sich zuerst an",
        sign_in_first: "Melden Sie sich hier mit dem Konto an, um das es in der E-Mail geht. Öffnen Sie danach den Link in der E-Mail noch einmal.",
        broken_title: "Dieser Link funktioniert nicht",
        broken: "Er wurde verwendet, ist abgelaufen, wurde durch einen neueren ersetzt oder gehört zu einem anderen Konto. Es hat sich nichts geändert.",
        start_again: "Von vorn beginnen",
        removed: "Alles, was eine andere Person vorher hinzugefügt haben könnte, wurde entfernt. Bitte richten Sie Ihre Anmeldung neu ein.",
        not_an_address: "Das ist keine E-Mail-Adresse. Bitte prüfen Sie sie.",
        unchanged: "Das ist schon Ihre E-Mail-Adresse.",
        refused: "Die E-Mail konnte an diese Adresse nicht zugestellt werden. Bitte prüfen Sie sie.",
        unavailable: "Die E-Mail konnte nicht gesendet werden. Bitte versuchen Sie es später noch einmal.",
        verify_subject: |site| "Bestätigen Sie Ihre E-Mail-Adresse für " + site,
        verify_button: "Adresse bestätigen",
        change_subject: |site| "Bestätigen Sie Ihre neue E-Mail-Adresse für " + site,
        change_button: "Neue Adresse bestätigen",
        open_here: "Öffnen Sie den Link in dem Browser, in dem Sie angemeldet sind.",
        requested_subject: |site| "Ihre E-Mail-Adresse bei " + site + " soll geändert werden",
        requested: "Jemand, der in Ihrem Konto angemeldet ist, möchte dessen E-Mail-Adresse ändern. Sie ändert sich, sobald die neue Adresse bestätigt ist.",
        not_requested: "Wenn Sie es nicht waren, melden Sie sich jetzt an, melden Sie alle anderen Geräte ab, und ändern Sie Ihre Anmeldung.",
        changed_subject: |site| "Ihre E-Mail-Adresse bei " + site + " wurde geändert",
        changed: "Die E-Mail-Adresse Ihres Kontos wurde geändert, und diese Adresse gehört nicht mehr dazu. Alle anderen Geräte wurden abgemeldet.",
        not_changed: "Wenn Sie es nicht waren, wenden Sie sich jetzt an den Support der Website.",
        nothing_to_do: "Wenn Sie es waren, brauchen Sie nichts zu tun.",
    };

    pub(super) const FRENCH: Self = Self {
        change_title: "Modifier votre adresse e-mail",
        present: |address| "Votre adresse est " + address + ".",
        new_address: "Nouvelle adresse e-mail",
        verify_title: "Confirmez votre adresse e-mail",
        link_goes_to: |address| "Nous envoyons un lien à " + address + ".",
        send_link: "Envoyer le lien",
        confirmed_title: "Votre adresse e-mail est confirmée",
        none_title: "Vous n’avez pas d’adresse e-mail",
        sent_title: "Vérifiez vos e-mails",
        sent: |address| "Un lien a été envoyé à " + address + ". Ouvrez-le dans ce navigateur.",
        same_until_then: "D’ici là, votre adresse reste la même.",
        continue_to: |site| "Continuer vers " + site,
        confirm_new_title: "Confirmez votre nouvelle adresse e-mail",
        is_yours: |site, address| "Votre adresse sur " + site + " est " + address + ".",
        will_be_yours: |site, address| "Désormais, votre adresse sur " + site + " est " + address + ".",
        signs_out_elsewhere: "Vous serez déconnecté de vos autres appareils.",
        change: "Modifier mon adresse",
        sign_in_first_title: "Connectez-vous d’abord",
        sign_in_first: "Connectez-vous ici avec le compte dont parle l’e-mail. Ouvrez ensuite de nouveau le lien de l’e-mail.",
        broken_title: "Ce lien ne fonctionne pas",
        broken: "Il a été utilisé, a expiré, a été remplacé par un plus récent ou appartient à un autre compte. Rien n’a changé.",
        start_again: "Recommencer",
        removed: "Tout ce qu’une autre personne aurait pu ajouter auparavant a été supprimé. Veuillez configurer de nouveau vos moyens de connexion.",
        not_an_address: "Ce n’est pas une adresse e-mail. Veuillez la vérifier.",
        unchanged: "C’est déjà votre adresse e-mail.",
        refused: "L’e-mail n’a pas pu être remis à cette adresse. Veuillez la vérifier.",
        unavailable: "L’e-mail n’a pas pu être envoyé. Veuillez réessayer plus tard.",
        verify_subject: |site| "Confirmez votre adresse e-mail pour " + site,
        verify_button: "Confirmer l’adresse",
        change_subject: |site| "Confirmez votre nouvelle adresse e-mail pour " + site,
        change_button: "Confirmer la nouvelle adresse",
        open_here: "Ouvrez le lien dans le navigateur où vous êtes connecté.",
        requested_subject: |site| "Votre adresse e-mail va changer sur " + site,
        requested: "Une personne connectée à votre compte a demandé à en modifier l’adresse e-mail. Elle changera dès que la nouvelle adresse sera confirmée.",
        not_requested: "Si ce n’était pas vous, connectez-vous maintenant, déconnectez tous les autres appareils et modifiez vos moyens de connexion.",
        changed_subject: |site| "Votre adresse e-mail a été modifiée sur " + site,
        changed: "L’adresse e-mail de votre compte a été modifiée, et celle-ci ne lui appartient plus. Tous les autres appareils ont été déconnectés.",
        not_changed: "Si ce n’était pas vous, contactez maintenant l’assistance du site.",
        nothing_to_do: "Si c’était vous, vous n’avez rien à faire.",
    };

    pub(super) const SPANISH: Self = Self {
        change_title: "Cambiar su correo electrónico",
        present: |address| "Su dirección es " + address + ".",
        new_address: "Nuevo correo electrónico",
        verify_title: "Confirme su correo electrónico",
        link_goes_to: |address| "Enviaremos un enlace a " + address + ".",
        send_link: "Enviar el enlace",
        confirmed_title: "Su correo electrónico está confirmado",
        none_title: "No tiene correo electrónico",
        sent_title: "Revise su correo electrónico",
        sent: |address| "Se ha enviado un enlace a " + address + ". Ábralo en este navegador.",
        same_until_then: "Hasta entonces, su dirección sigue siendo la misma.",
        continue_to: |site| "Continuar a " + site,
        confirm_new_title: "Confirme su nuevo correo electrónico",
        is_yours: |site, address| "Su dirección en " + site + " es " + address + ".",
        will_be_yours: |site, address| "A partir de ahora, su dirección en " + site + " es " + address + ".",
        signs_out_elsewhere: "Se cerrará la sesión en sus otros dispositivos.",
        change: "Cambiar mi dirección",
        sign_in_first_title: "Inicie sesión primero",
        sign_in_first: "Inicie sesión aquí con la cuenta de la que trata el mensaje. Después, vuelva a abrir el enlace del mensaje.",
        broken_title: "Este enlace no funciona",
        broken: "Se ha utilizado, ha caducado, se ha sustituido por uno más reciente o pertenece a otra cuenta. Nada ha cambiado.",
        start_again: "Empezar de nuevo",
        removed: "Se ha eliminado todo lo que otra persona podría haber añadido antes. Configure de nuevo sus formas de iniciar sesión.",
        not_an_address: "Esto no es un correo electrónico. Compruébelo.",
        unchanged: "Este ya es su correo electrónico.",
        refused: "El mensaje no se pudo entregar a esta dirección. Compruébela.",
        unavailable: "El mensaje no se pudo enviar. Inténtelo de nuevo más tarde.",
        verify_subject: |site| "Confirme su correo electrónico para " + site,
        verify_button: "Confirmar la dirección",
        change_subject: |site| "Confirme su nuevo correo electrónico para " + site,
        change_button: "Confirmar la nueva dirección",
        open_here: "Abra el enlace en el navegador en el que ha iniciado sesión.",
        requested_subject: |site| "Su correo electrónico va a cambiar en " + site,
        requested: "Alguien que ha iniciado sesión en su cuenta ha pedido cambiar su correo electrónico. Cambiará en cuanto se confirme la nueva dirección.",
        not_requested: "Si no ha sido usted, inicie sesión ahora, cierre la sesión en todos los demás dispositivos y cambie su forma de iniciar sesión.",
        changed_subject: |site| "Su correo electrónico ha cambiado en " + site,
        changed: "El correo electrónico de su cuenta ha cambiado, y esta dirección ya no le pertenece. Se ha cerrado la sesión en todos los demás dispositivos.",
        not_changed: "Si no ha sido usted, póngase en contacto ahora con el soporte del sitio.",
        nothing_to_do: "Si ha sido usted, no tiene que hacer nada.",
    };
}
