//! Rules of the documentation.

use crate::rules;

rules! {
    NO_SUCH_PAGE = Failure "no-such-page" {
        summary: "the documentation has no page with this name, or several",
        why: "`letters docs` opens one page.",
        fix: "Run `letters docs` without a name: it opens the list of all pages.",
    }
}
