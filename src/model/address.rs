//! Addresses that a letter prints and links to: web pages and e-mail.
//!
//! Knows nothing of where they are printed.

use crate::base::{Diagnostics, Located};
use crate::model::rules::{E_MAIL_ADDRESS, WEB_ADDRESS};

/// More than this cannot be scanned from a QR code of the size that stands on a letter: at 24 mm
/// a phone needs modules of a third of a millimetre.
const LONGEST: usize = 300;

/// Reports a web address that no reader could follow.
pub fn check_web(address: &Located<String>, problems: &mut Diagnostics) {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let sound = host.is_some_and(|host| {
        host.starts_with(char::is_alphanumeric)
            && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':'))
    });
    let may_stand = |c: char| c.is_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    if !sound || !address.chars().all(may_stand) {
        WEB_ADDRESS
            .finding("this is not the address of a web page")
            .at(&address.span, "expected an address such as https://www.itu.int/go/tsg1")
            .hint("copy it from the browser: it starts with https:// and has no spaces")
            .report(problems);
    } else if address.len() > LONGEST {
        WEB_ADDRESS
            .finding("this address is too long to be printed and scanned")
            .at(&address.span, format!("expected at most {LONGEST} characters"))
            .hint("use a short one such as https://www.itu.int/go/tsg1")
            .report(problems);
    }
}

/// Reports what is not one e-mail address.
pub fn check_e_mail(address: &Located<String>, problems: &mut Diagnostics) {
    let sound = address.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && name.chars().all(|c| c.is_alphanumeric() || "._+-'".contains(c))
            && host.contains('.')
            && host.starts_with(char::is_alphanumeric)
            && host.ends_with(char::is_alphanumeric)
            && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
    });
    if !sound {
        let digits = address.chars().filter(char::is_ascii_digit).count();
        let mut problem = E_MAIL_ADDRESS
            .finding("this is not an e-mail address")
            .at(&address.span, "expected one address such as tsbsg1@itu.int");
        if digits > 5 && !address.contains('@') {
            problem = problem.hint("write a telephone or fax number under `tel:` or `fax:`");
        }
        problems.push(problem);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Source, Span};

    fn sound(check: fn(&Located<String>, &mut Diagnostics), text: &str) -> bool {
        let mut problems = Diagnostics::new();
        let source = Source::new("a.yaml", text);
        check(&Located::new(text.to_owned(), Span::file(&source)), &mut problems);
        problems.is_empty()
    }

    #[test]
    fn addresses_of_real_letters_are_sound() {
        for text in
            ["http://itu.int/go/tsg1", "https://www.itu.int/en/ITU-T/x.aspx?a=b&c=%20#d", "http://x:80/é"]
        {
            assert!(sound(check_web, text), "{text}");
        }
        for text in ["tsbsg1@itu.int", "o'b.c+d_e-f@a-b.co.uk", "é@x.y"] {
            assert!(sound(check_e_mail, text), "{text}");
        }
    }

    #[test]
    fn others_are_not() {
        let long = format!("https://x.org/{}", "a".repeat(300));
        for text in [
            "",
            "www.itu.int",
            "javascript:alert(1)",
            "http://",
            "https://a b",
            "http:///x",
            "not a url",
            "http://x/\"><script>",
            "http://x\\y",
            " http://x",
            "ftp://x",
            &long,
        ] {
            assert!(!sound(check_web, text), "{text}");
        }
        for text in ["", "@", "a@", "a b@c.d", "a@b", "a@b.c, d@e.f", "a@b.c?subject=x", "a@b.c>", "a@.b"] {
            assert!(!sound(check_e_mail, text), "{text}");
        }
    }
}
