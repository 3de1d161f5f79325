//! Rules of what is part of a document, whoever finds it.

use crate::rules;

rules! {
    UNREADABLE_IMAGE = Failure "unreadable-image" {
        summary: "an image is damaged",
        why: "Half of an image, or none, would appear in the letter. Most often a download or a copy was interrupted.",
        fix: "Get the image again, or open it in Paint and save it as PNG.",
    }
}
