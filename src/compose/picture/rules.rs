//! Rules of image files: where they are, and what can be part of a letter.

use crate::rules;

rules! {
    IMAGE = Error "image" {
        summary: "an image does not exist",
        why: "The image is part of every file of the letter.",
        bad: "annexes: [{kind: image, name: map, title: Map, image: no-such-map.png, alt: A map}]",
        good: "annexes: [{kind: image, name: map, title: Map, image: emblem.png, alt: A map}]",
        fix: "Put the file into the folder of the letter or into templates/images.",
    }
    IMAGE_PLACE = Error "image-place" {
        summary: "an image is not in the folder of the letter",
        why: "A letter shows only images that are kept with it: in its folder, in a folder below, or in templates/images. So nothing of another folder gets into a letter, and other people can build it.",
        bad: "annexes: [{kind: image, name: map, title: Map, image: ../plans/map.png, alt: A map}]",
        good: "annexes: [{kind: image, name: map, title: Map, image: emblem.png, alt: A map}]",
        fix: "Copy the image into the folder of the letter, and write only its name.",
    }
    IMAGE_KIND = Failure "image-kind" {
        summary: "an image is of a kind that a letter cannot show",
        why: "Word, PDF and web files all show PNG and JPEG files in the colours of screens. The ending of the name must be that of the content.",
        fix: "Open the image in Paint and save it as PNG, or correct the ending of its name.",
    }
    IMAGE_SIZE = Failure "image-size" {
        summary: "an image is too large",
        why: "A letter is sent by e-mail, and its image is in each of its three files. Printed on a whole page, an image needs 9 million pixels.",
        fix: "Open the image in Paint, choose Resize, and save it with fewer pixels.",
    }
}
